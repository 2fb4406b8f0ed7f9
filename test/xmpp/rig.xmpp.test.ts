// The rig itself: what other tests rely on.
import { describe, expect, it, vi } from 'vitest';
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

  it('keeps a foreign client that reads at once what has come since it is there', async () => {
    const service = services()[name];
    await service.register('rig-mei', 'pw-mei');
    const { send } = ForeignClient.prototype;
    const first = vi.spyOn(ForeignClient.prototype, 'send').mockImplementationOnce(async function (
      this: ForeignClient,
      presence,
    ) {
      await send.call(this, presence);
      await Promise.all(['one', 'two', 'three'].map((words) => this.say(this.jid, words)));
      for (const end = Date.now() + 500; Date.now() < end;);
    });
    const mei = await ForeignClient.open(service, 'rig-mei', 'pw-mei');
    first.mockRestore();
    for (const words of ['four', 'five']) {
      await mei.untilSaid('three');
      await mei.say(mei.jid, words);
      await mei.untilSaid(words);
    }
    await mei.close();
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
