// A page of a recording leads nobody anywhere.
import { describe, expect, it } from 'vitest';
import { withoutWaysOut } from './targets';

describe('withoutWaysOut', () => {
  it.each([
    ['<a href="https://portal.example.com/login?x=1">', '<a href="https://host.invalid/login?x=1">'],
    ["<form action='http://portal.example.com:8080'>", "<form action='http://host.invalid'>"],
    ['<img src=//cdn.example.com/a.gif>', '<img src=//host.invalid/a.gif>'],
    ['<script src="//cdn.example.com">', '<script src="//host.invalid">'],
    [
      '<meta http-equiv="refresh" content="0; url=HTTPS://user@portal.example.com/">',
      '<meta http-equiv="refresh" content="0; url=HTTPS://host.invalid/">',
    ],
    ['{"next":"https:\\/\\/portal.example.com\\/a"}', '{"next":"https:\\/\\/host.invalid\\/a"}'],
    ['background: url(//cdn.example.com/a)', 'background: url(//host.invalid/a)'],
    ['location="ws://portal.example.com"', 'location="ws://host.invalid"'],
  ])('writes %s as %s', (page, now) => {
    expect(withoutWaysOut(page)).toBe(now);
  });

  it.each([
    '<a href="/cwa/">',
    'a // remark',
    '<?xml version="1.0"?>\n<cwaEvents xmlns="http://schemas.microsoft.com/2006/09/rtc/cwa"/>',
    '<p:cwaResponses><content>https://www.example.com/</content></p:cwaResponses>',
  ])('leaves as it is: %s', (text) => {
    expect(withoutWaysOut(text)).toBe(text);
  });
});
