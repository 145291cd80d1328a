import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameAddress } from '../src/web-address.ts';

const PAGE = sameAddress('https://news.example/a/1.html');

for (const url of [
  'http://news.example/a/1.html',
  'https://www.news.example/a/1.html#top',
  'https://m.news.example/a/1.html?utm_source=x&from=timeline',
  'https://NEWS.example/a/1.html/',
])
  test(`${url} is the same page`, () => assert.equal(sameAddress(url), PAGE));

for (const url of [
  'https://news.example/a/2.html',
  'https://news.example/a/1.html?id=1',
  'https://other.example/a/1.html',
])
  test(`${url} is another page`, () => assert.notEqual(sameAddress(url), PAGE));

for (const url of ['javascript:alert(1)', 'news.example', '', `https://x.example/${'a'.repeat(3000)}`])
  test(`「${url.slice(0, 30)}」 is no web address`, () => assert.equal(sameAddress(url), null));
