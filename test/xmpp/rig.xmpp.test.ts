// The rig itself: what other tests rely on.
import { describe, expect, it } from 'vitest';
import { ForeignClient } from './foreign-client';
import { hasServices, services } from './services';

describe.skipIf(!hasServices).each(['ejabberd', 'prosody'] as const)('%s of the rig', (name) => {
  it('lets foreign clients talk to each other', async () => {
    const service = services()[name];
    await service.register('rig-dana', 'pw-dana');
    await service.register('rig-lee', 'pw-lee');
    const dana = await ForeignClient.open(service, 'rig-dana', 'pw-dana');
    const lee = await ForeignClient.open(service, 'rig-lee', 'pw-lee');
    await dana.say(lee.jid, 'Good morning');
    expect((await lee.untilSaid('Good morning')).attrs['from']).toBe(dana.jid);
    await dana.close();
    await lee.close();
  });
});

describe.skipIf(!hasServices)('a node of the rig', () => {
  it('is there again after it was killed, with all who are registered', async () => {
    const { ejabberd } = services();
    await ejabberd.register('rig-kim', 'pw-kim');
    await ejabberd.node.restart();
    const kim = await ForeignClient.open(ejabberd, 'rig-kim', 'pw-kim');
    expect(kim.jid).toBe(`rig-kim@${ejabberd.domain}/foreign`);
    await kim.close();
  });
});
