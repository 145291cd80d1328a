/** The ground of a picture and what stands on it: every colour of writing has a contrast of at least 4.5 to it (WCAG AA). */
export const CARD = {
  ground: '#fbfbf8',
  ink: '#1c2127',
  faint: '#545b66',
  grid: '#e2e4e6',
  zero: '#868c94',
  /** Bars below zero. */
  below: '#b8400e',
} as const;

/** Told apart by most colour-blind people too; of Okabe and Ito's, the pale ones darkened. */
export const COLOURS: readonly string[] = ['#0b62a4', '#b8400e', '#007a55', '#7d3fa0'];

/** Lines are told apart without colour as well. */
export const MARKS = [
  { sign: '●', style: 'circle', dash: [] },
  { sign: '■', style: 'rect', dash: [16, 8] },
  { sign: '▲', style: 'triangle', dash: [4, 8] },
  { sign: '◆', style: 'rectRot', dash: [20, 8, 4, 8] },
] as const;
