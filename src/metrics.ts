/** Upper bounds of the latency histogram, seconds: an answer takes milliseconds, a flood limit minutes. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 300] as const;

/** A value that is asked for when somebody looks. */
interface Gauges {
  /** Updates taken in and not yet handled. */
  readonly queue: () => number;
  /** Seconds since the index was last brought up to date; null: not yet loaded. */
  readonly indexAge: () => number | null;
  /** Bytes; left out where nobody asks. */
  readonly memory?: () => { readonly rss: number; readonly heapUsed: number };
}

/** What the running bot counts. No label ever names a person, a chat or a text. */
export interface Metrics {
  /** @param abstain the reply says that the answer is not known */
  answered(kind: string, abstain: boolean): void;
  /** Seconds from taking an update in to having handled it. */
  handled(seconds: number): void;
  /** An update was not handled: not addressed to us, seen before, or given up. */
  skipped(why: 'unaddressed' | 'duplicate' | 'given-up'): void;
  failed(feature: string): void;
  /** Telegram would not take a message: the class of its refusal. */
  refused(why: string): void;
  retried(why: string): void;
  /** A message may have arrived twice. */
  uncertain(): void;
  limited(): void;
  /** What became of an update on its way to a subscriber. */
  told(result: string): void;
  /** All of it in the Prometheus text format. */
  render(gauges: Gauges): string;
}

/**
 * Counters and one histogram, in the text format of Prometheus (prometheus.io/docs/instrumenting/exposition_formats,
 * 0.0.4). Our own few lines: the usual library brings a telemetry API and a digest estimator for as much.
 */
export function createMetrics(): Metrics {
  const counters: Counter[] = [];
  const counter = (name: string, help: string, label: string | null = null): Counter => {
    const made = new Counter(name, help, label);
    counters.push(made);
    return made;
  };
  const answers = counter('wenxian_answers_total', 'Questions answered, by kind of answer', 'kind');
  const refusals = counter(
    'wenxian_refusals_total',
    'Replies that say the answer is not known, by kind',
    'kind',
  );
  const skipped = counter('wenxian_updates_skipped_total', 'Updates that were not handled, by reason', 'why');
  const failures = counter('wenxian_failures_total', 'Failures of ours, by feature', 'feature');
  const refused = counter(
    'wenxian_sends_refused_total',
    'Messages Telegram refused, by class of error',
    'why',
  );
  const retries = counter('wenxian_send_retries_total', 'Calls that were repeated, by reason', 'why');
  const uncertain = counter('wenxian_uncertain_sends_total', 'Messages that may have arrived twice');
  const limited = counter('wenxian_rate_limited_total', 'Updates over the rate limit');
  const told = counter(
    'wenxian_updates_told_total',
    'Messages to subscribers, by what became of them',
    'result',
  );
  const latency = new Histogram();
  return {
    answered: (kind, abstain) => (abstain ? refusals : answers).add(kind),
    handled: (seconds) => latency.add(seconds),
    skipped: (why) => skipped.add(why),
    failed: (feature) => failures.add(feature),
    refused: (why) => refused.add(why),
    retried: (why) => retries.add(why),
    uncertain: () => uncertain.add(),
    limited: () => limited.add(),
    told: (result) => told.add(result),
    render: ({ queue, indexAge, memory }) => {
      const age = indexAge();
      const used = memory?.();
      return [
        ...counters.flatMap((counter) => counter.lines()),
        ...latency.lines(),
        ...gauge('wenxian_queue_updates', 'Updates taken in and not yet handled', queue()),
        ...(used === undefined
          ? []
          : [
              ...gauge('process_resident_memory_bytes', 'Memory that the process has', used.rss),
              ...gauge('nodejs_heap_size_used_bytes', 'Memory in use by JavaScript', used.heapUsed),
            ]),
        ...(age === null
          ? []
          : gauge('wenxian_index_age_seconds', 'Since the index was last brought up to date', age)),
        '',
      ].join('\n');
    },
  };
}

class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #label: string | null;
  readonly #values = new Map<string, number>();

  constructor(name: string, help: string, label: string | null) {
    this.#name = name;
    this.#help = help;
    this.#label = label;
    // One without labels exists from the start, so that a rate over it does not miss the first event.
    if (label === null) this.#values.set('', 0);
  }

  add(value = ''): void {
    this.#values.set(value, (this.#values.get(value) ?? 0) + 1);
  }

  lines(): readonly string[] {
    const values = [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1));
    const labels = (value: string): string => (this.#label === null ? '' : `{${this.#label}="${value}"}`);
    return [
      ...head(this.#name, this.#help, 'counter'),
      ...values.map(([value, count]) => `${this.#name}${labels(value)} ${count}`),
    ];
  }
}

class Histogram {
  readonly #counts = BUCKETS.map(() => 0);
  #sum = 0;
  #count = 0;

  add(seconds: number): void {
    for (const [i, bound] of BUCKETS.entries())
      if (seconds <= bound) this.#counts[i] = (this.#counts[i] ?? 0) + 1;
    this.#sum += seconds;
    this.#count += 1;
  }

  lines(): readonly string[] {
    const name = 'wenxian_handling_seconds';
    return [
      ...head(name, 'From taking an update in to having handled it', 'histogram'),
      ...BUCKETS.map((bound, i) => `${name}_bucket{le="${bound}"} ${this.#counts[i] ?? 0}`),
      `${name}_bucket{le="+Inf"} ${this.#count}`,
      `${name}_sum ${this.#sum.toFixed(6)}`,
      `${name}_count ${this.#count}`,
    ];
  }
}

function gauge(name: string, help: string, value: number): readonly string[] {
  return [...head(name, help, 'gauge'), `${name} ${value}`];
}

function head(name: string, help: string, type: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
