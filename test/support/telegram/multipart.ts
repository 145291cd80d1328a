/** Fields and files of a multipart body. grammY writes file names unquoted, which built-in parsers refuse. */
export function parseMultipart(body: Buffer, contentType: string): Record<string, unknown> {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  const fields: Record<string, unknown> = {};
  for (const part of body.toString('latin1').split(mark).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const content = Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1');
    const name = /name="?([^";\r\n]+)"?/.exec(head)?.[1];
    if (name === undefined) continue;
    const file = /filename="?([^";\r\n]+)"?/i.exec(head)?.[1];
    fields[name] =
      file !== undefined
        ? { bytes: content.length, file_name: Buffer.from(file, 'latin1').toString('utf8'), content }
        : parsed(content.toString('utf8'));
  }
  return attached(fields);
}

/** Puts each uploaded part in the place that refers to it (`attach://name`). */
function attached(fields: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(fields)) {
    const part = partOf(value);
    // InputMedia refers to its file from within.
    const inner = value as { readonly media?: unknown } | null;
    const within = typeof inner === 'object' ? partOf(inner?.media) : undefined;
    if (part !== undefined) fields[name] = fields[part];
    if (within !== undefined) fields[name] = { ...inner, media: fields[within] };
    delete fields[part ?? within ?? ''];
  }
  return fields;
}

function partOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^attach:\/\/(.+)$/.exec(value)?.[1] : undefined;
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
