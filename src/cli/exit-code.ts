/** Exit codes of our commands (sysexits.h, which scripts and service managers know). */
export const EXIT = {
  ok: 0,
  /** Part of the work failed and was reported. */
  failed: 1,
  usage: 64,
  data: 65,
  noInput: 66,
  software: 70,
  cannotCreate: 73,
  io: 74,
  temporary: 75,
  config: 78,
  interrupted: 130,
} as const;
