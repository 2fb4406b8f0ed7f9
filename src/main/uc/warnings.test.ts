import { expect, it } from 'vitest';
import { Desk } from './testing/desk';

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
