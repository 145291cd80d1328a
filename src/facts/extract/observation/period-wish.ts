/** How a number asks for its period. */
export interface PeriodWish {
  /** A count of things launched on a day. */
  readonly event: boolean;
  /** A project's number: no figure of a period. */
  readonly stock: boolean;
  /** A plan or target, and where the word that makes it one stands (null: behind the number, or in a heading). */
  readonly planned: { readonly from: number | null } | null;
  /** Counted at a moment (余额, 存栏). */
  readonly balance: boolean;
  /** Compared with the year before: no figure of a time to come. */
  readonly result: boolean;
}
