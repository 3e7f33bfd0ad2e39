import { describe, expect, it } from 'vitest';
import {
  abs,
  add,
  compare,
  div,
  formatAmount,
  formatCompact,
  formatPercent,
  formatQty,
  isZero,
  mul,
  negate,
  parseDecimalInput,
  round,
  sub,
  sum,
  trimZeros,
} from './money';

describe('arithmetic', () => {
  it('adds and subtracts exactly, keeping the larger scale', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(add('99999999999999999.99', '0.01')).toBe('100000000000000000.00');
    expect(sub('1.00', '2.5')).toBe('-1.50');
    expect(sub('0.05', '0.05')).toBe('0.00');
    expect(sum(['1.10', '2.20', '-3.30'])).toBe('0.00');
    expect(sum([])).toBe('0');
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.3449', 2, '2.34'],
    ['-0.004', 2, '0.00'],
    ['1', 2, '1.00'],
    ['999.995', 2, '1000.00'],
  ])('rounds %s to %i decimals: %s', (value, scale, expected) => {
    expect(round(value, scale)).toBe(expected);
  });

  it('multiplies and divides with one rounding at the end', () => {
    expect(mul('3', '33.333')).toBe('99.999');
    expect(mul('19.99', '0.13', 2)).toBe('2.60');
    expect(div('100', '3', 2)).toBe('33.33');
    expect(div('-100', '6', 2)).toBe('-16.67');
    expect(() => div('1', '0.00', 2)).toThrow(RangeError);
  });

  it('compares by value, not by text', () => {
    expect(compare('1.0', '1.00')).toBe(0);
    expect(compare('-2', '1')).toBe(-1);
    expect(compare('10', '9.99')).toBe(1);
    expect(isZero('-0.00')).toBe(true);
    expect(negate('-3.10')).toBe('3.10');
    expect(abs('-3.10')).toBe('3.10');
  });

  it('refuses what is no decimal', () => {
    expect(() => add('1e3', '1')).toThrow(RangeError);
    expect(() => add('', '1')).toThrow(RangeError);
  });
});

describe('format', () => {
  it('writes amounts with thousands and the decimals of the currency', () => {
    expect(formatAmount('1234567.8')).toBe('1,234,567.80');
    expect(formatAmount('-1234.5', 'CNY', { symbol: true })).toBe('−¥1,234.50');
    expect(formatAmount('1000', 'JPY', { symbol: true })).toBe('JP¥1,000');
    expect(formatAmount('12.50', 'CNY', { sign: true })).toBe('+12.50');
    expect(formatAmount('0.00', 'CNY', { sign: true })).toBe('0.00');
    expect(formatAmount('12345678901234567890.12')).toBe('12,345,678,901,234,567,890.12');
  });

  it('never hides decimals that are there', () => {
    expect(formatAmount('1.005')).toBe('1.005');
    expect(formatAmount('1.000000')).toBe('1.00');
  });

  it('writes quantities, prices and rates', () => {
    expect(formatQty('1200.500')).toBe('1,200.5');
    expect(formatQty('8.5', 2)).toBe('8.50');
    expect(formatPercent('0.13')).toBe('13%');
    expect(formatPercent('0.1325')).toBe('13.25%');
    expect(formatPercent('0.18234', 1)).toBe('18.2%');
    expect(trimZeros('100')).toBe('100');
  });

  it('shortens for axes', () => {
    expect(formatCompact('1284300.00', 'zh-CN')).toBe('128.4 万');
    expect(formatCompact('250000000', 'zh-CN')).toBe('2.5 亿');
    expect(formatCompact('-1250000', 'en-US')).toBe('−1.3M');
    expect(formatCompact('999', 'en-US')).toBe('999');
  });
});

describe('input', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['１，２３４．５', '1234.5'],
    ['￥ 1234。50', '1234.50'],
    ['1.5万', '15000'],
    ['2亿', '200000000'],
    ['(200)', '-200'],
    ['（２００）', '-200'],
    ['−3', '-3'],
    ['.5', '0.5'],
    ['007.10', '7.10'],
    ['1,0000', '10000'],
    ['100元', '100'],
    ['5.', '5'],
  ])('reads %s as %s', (text, value) => {
    expect(parseDecimalInput(text, 2)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['abc', 'not_a_number'],
    ['1,2,3', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['8件', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['--1', 'not_a_number'],
    ['1.239', 'too_many_decimals'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parseDecimalInput(text, 2)).toEqual({ ok: false, reason });
  });

  it('takes trailing zeros beyond the scale', () => {
    expect(parseDecimalInput('1.2300', 2)).toEqual({ ok: true, value: '1.23' });
  });
});
