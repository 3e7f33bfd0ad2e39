import { describe, expect, it } from 'vitest';
import type { Line, Statement } from './api';
import { answerOf, grouped, plainAmount, shownLines, type Signer } from './draft';

const line = (line_no: number, debit: string, credit: string, document_no: string): Line => ({
  line_no,
  document_on: '2026-10-08',
  document_type: 'delivery',
  document_no,
  reference: 'PO-77',
  description: '',
  debit,
  credit,
  balance: '0.00',
});
const LINES = [line(1, '10.00', '0.00', 'DN-1'), line(2, '0.00', '4.00', 'RC-2')];
const SIGNER: Signer = { name: ' 王会计 ', title: '', phone: '', note: '', balance: '¥1,200.5 ' };

describe('what a customer sends', () => {
  it('shows amounts in groups without touching their decimals', () => {
    expect(['1234567.80', '-1234.5', '999', '0.00'].map(grouped)).toEqual([
      '1,234,567.80',
      '-1,234.5',
      '999',
      '0.00',
    ]);
    expect(plainAmount(' ￥1，234.50')).toBe('1234.50');
  });

  it('filters by direction, mark and text', () => {
    const numbers = (...args: [Parameters<typeof shownLines>[1], string]) =>
      shownLines(LINES, ...args, new Set([2])).map((l) => l.line_no);
    expect(numbers('all', '')).toEqual([1, 2]);
    expect(numbers('increases', '')).toEqual([1]);
    expect(numbers('decreases', '')).toEqual([2]);
    expect(numbers('marked', '')).toEqual([2]);
    expect(numbers('all', 'dn-')).toEqual([1]);
    expect(numbers('all', 'po-77')).toEqual([1, 2]);
  });

  it('confirms without marks, objects with them, to the digest that was shown', () => {
    const statement = { digest: 'd' } as Statement;
    expect(answerOf(statement, [], SIGNER)).toEqual({
      digest: 'd',
      verdict: 'confirm',
      name: '王会计',
      title: '',
      phone: '',
      note: '',
      objections: [],
    });
    const marks = [
      { line: 1, reason: 'price', theirs: '9', note: '' },
      { line: null, reason: 'missing', theirs: '', note: 'RC 12' },
    ];
    const answer = answerOf(statement, marks, SIGNER);
    expect([answer.verdict, answer.their_balance]).toEqual(['object', '1200.5']);
    expect(answer.objections).toEqual([
      { line_no: 1, reason: 'price', note: '', their_amount: '9' },
      { reason: 'missing', note: 'RC 12' },
    ]);
  });
});
