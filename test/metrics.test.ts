import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics } from '../src/metrics.ts';

/** prometheus.io/docs/instrumenting/exposition_formats: comments, and samples of name, labels, value. */
const LINE =
  /^(?:# HELP [a-z_]+ .+|# TYPE [a-z_]+ (?:counter|gauge|histogram)|[a-z_]+(?:\{[a-z]+="[^"\n\\]*"\})? [\d.e+-]+)$/;

const MEMORY = { rss: 2000, heapUsed: 1000 };

test('everything that is counted is in the Prometheus text format', () => {
  const metrics = createMetrics();
  metrics.answered('value', false);
  metrics.answered('value', false);
  metrics.answered('no-fact', true);
  metrics.handled(0.02);
  metrics.handled(400);
  metrics.skipped('duplicate');
  metrics.failed('question');
  metrics.refused('blocked');
  metrics.retried('flood');
  metrics.uncertain();
  metrics.limited();
  const text = metrics.render({ queue: () => 3, indexAge: () => 12.5, memory: () => MEMORY });
  assert.ok(text.endsWith('\n'));
  for (const line of text.trimEnd().split('\n')) assert.match(line, LINE);
  for (const sample of [
    'wenxian_answers_total{kind="value"} 2',
    'wenxian_refusals_total{kind="no-fact"} 1',
    'wenxian_updates_skipped_total{why="duplicate"} 1',
    'wenxian_failures_total{feature="question"} 1',
    'wenxian_sends_refused_total{why="blocked"} 1',
    'wenxian_send_retries_total{why="flood"} 1',
    'wenxian_uncertain_sends_total 1',
    'wenxian_rate_limited_total 1',
    'wenxian_handling_seconds_bucket{le="0.01"} 0',
    'wenxian_handling_seconds_bucket{le="0.025"} 1',
    'wenxian_handling_seconds_bucket{le="300"} 1',
    'wenxian_handling_seconds_bucket{le="+Inf"} 2',
    'wenxian_handling_seconds_sum 400.020000',
    'wenxian_handling_seconds_count 2',
    'wenxian_queue_updates 3',
    'wenxian_index_age_seconds 12.5',
    'process_resident_memory_bytes 2000',
    'nodejs_heap_size_used_bytes 1000',
  ])
    assert.ok(text.split('\n').includes(sample), `${sample} is not in\n${text}`);
});

test('counters without labels are there from the start, the age of an index only once there is one', () => {
  const text = createMetrics().render({ queue: () => 0, indexAge: () => null });
  assert.match(text, /^wenxian_uncertain_sends_total 0$/m);
  assert.doesNotMatch(text, /index_age/);
});
