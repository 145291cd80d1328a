import type { Connection } from './connection.ts';

/** A process that works, or wants to, for a bot. */
export interface Tenant {
  /** Unique to this run of the program. */
  readonly holder: string;
  readonly pid: number;
  readonly host: string;
}

export interface Held extends Tenant {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The last sign of life. */
  readonly beat: number;
}

/**
 * The right to receive a bot's updates with this database. Two at once would answer everything twice, or throw
 * each other out of `getUpdates`.
 */
export interface Lease {
  /**
   * Takes the lease, unless somebody else holds it.
   * @param isDead judges the present holder; a dead one is followed
   * @returns null when it is ours now, otherwise whose it is
   */
  take(tenant: Tenant, now: number, isDead: (held: Held) => boolean): Promise<Held | null>;
  /** A sign of life. @returns false when the lease has passed to another */
  beat(tenant: Tenant, now: number): Promise<boolean>;
  release(tenant: Tenant): Promise<void>;
}

/** The lease called `name` as a row of an SQLite file. */
export function createSqliteLease(db: Connection, name: string): Lease {
  return {
    take: async (tenant, now, isDead) =>
      db.aside(() => {
        const held = db.sql('SELECT holder, pid, host, since, beat FROM lease WHERE name = ?').get(name) as
          | Held
          | undefined;
        if (held !== undefined && held.holder !== tenant.holder && !isDead(held)) return held;
        const { holder, pid, host } = tenant;
        db.sql('INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?, ?, ?)').run(
          name,
          holder,
          pid,
          host,
          now,
          now,
        );
        return null;
      }),
    beat: async ({ holder }, now) =>
      db.aside(
        () =>
          db.sql('UPDATE lease SET beat = ? WHERE name = ? AND holder = ?').run(now, name, holder).changes,
      ) > 0,
    release: async ({ holder }) =>
      void db.aside(() => db.sql('DELETE FROM lease WHERE name = ? AND holder = ?').run(name, holder)),
  };
}
