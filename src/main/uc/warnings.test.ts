import { expect, it } from 'vitest';
import { Desk } from './testing';

it('counts what a server invents under as many names as anybody could read, and the rest as one', async () => {
  const desk = await Desk.open();
  try {
    await desk.signIn();
    const names = Array.from({ length: 1_000 }, (_, index) => `invented${index}`);
    desk.service.pushXml(
      ...names.map((name) => `<${name} eid="EID"/>`),
      `<${'x'.repeat(5_000)} eid="EID"/>`,
      ...names.map((name) => `<conference eid="EID" confId="1"><in-${name}/></conference>`),
    );
    await desk.service.applied();
    const told = desk.lines.filter((line) => line.includes('is of no use here'));
    expect(told).toContain('events: invented0 is of no use here (1)');
    expect(told).toContain('events: something else is of no use here (1000)');
    expect(told.length).toBeLessThan(110);
    expect(Math.max(...told.map((line) => line.length))).toBeLessThan(200);
  } finally {
    await desk.close();
  }
});
