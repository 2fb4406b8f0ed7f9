import { expect, it } from 'vitest';
import { Desk } from './testing/desk';
import { neverWarned, Warnings } from './warnings';

it('counts what a server invents, and keeps and logs none of its names', async () => {
  const desk = await Desk.open();
  try {
    await desk.signIn();
    const names = Array.from({ length: 1_000 }, (_, index) => `invented${index}`);
    desk.service.pushXml(
      ...names.map((name) => `<${name} eid="EID"/>`),
      ...names.map((name) => `<conference eid="EID" confId="1"><in-${name}/></conference>`),
    );
    await desk.service.applied();
    const told = desk.lines.filter((line) => line.includes('of no use here'));
    expect(told).toHaveLength(8);
    expect(told.filter((line) => line.includes('1000'))).toHaveLength(2);
    expect(desk.lines.join('\n')).not.toContain('invented');
  } finally {
    await desk.close();
  }
});

it('counts what is left out of more people than one call takes as arguments', () => {
  const warnings = new Warnings(neverWarned);
  const user = { uri: 'sip:lee@example.com', categories: [], rawCategories: [], skipped: 1 };
  warnings.leftOut({ kind: 'userPresence', users: Array.from({ length: 150_000 }, () => user) });
  expect(warnings.warned.counts.get('unreadable entry of userPresence')).toBe(1);
});
