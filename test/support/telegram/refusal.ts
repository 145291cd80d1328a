/** An answer with `ok: false`, in Telegram's words. */
export class Refused extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** True when a well-behaved bot may run into it (blocked, flood limit): not a violation. */
  readonly innocent: boolean;

  constructor(
    code: number,
    description: string,
    parameters: Readonly<Record<string, number>> = {},
    innocent = false,
  ) {
    super(description);
    this.code = code;
    this.parameters = parameters;
    this.innocent = innocent;
  }
}

export function badRequest(description: string): Refused {
  return new Refused(400, `Bad Request: ${description}`);
}

/** Something that happens to well-behaved bots too. */
export function mishap(
  code: number,
  description: string,
  parameters: Readonly<Record<string, number>> = {},
): Refused {
  return new Refused(code, description, parameters, true);
}
