// Parley's own client at a gateway, on the real thing; on the other side a program that is none of ours.
import { xml } from '@xmpp/client';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../src/main/uc/testing/desk';
import { Seat } from '../../src/main/uc/testing/seat';
import { systemClock } from '../../src/server/base/clock';
import { spaces } from '../../src/server/xmpp/spaces';
import type { Conversation } from '../../src/shared/domain/conversation';
import type { SignInOptions } from '../../src/main/uc/engine';
import type { ForeignStanza } from './foreign-client';
import { joinForeign, newAccount, startGateway, type Account, type Gateway } from './gateway';
import { hasServices, services, type Service } from './services';

const seats: Seat[] = [];
afterEach(() => {
  const differences = seats.flatMap(({ recording, model }) => recording.differences(model));
  for (const seat of seats.splice(0)) seat.close();
  // What each of them has heard gives the same once more.
  expect(differences).toEqual([]);
});

function seatAt({ url }: Gateway, { user }: Account): Seat {
  const seat = new Seat(user, () => url);
  seats.push(seat);
  return seat;
}

async function signIn(gateway: Gateway, account: Account, part: Partial<SignInOptions> = {}): Promise<Seat> {
  const seat = seatAt(gateway, account);
  await seat.signIn({ password: account.password, ...part });
  return seat;
}

/** As behind a balancer: who asks waits for news, and does not ask every second. */
const startHolding = (service: Service): Promise<Gateway> =>
  startGateway(service, {}, systemClock, { holdMs: 30_000, pollWaitMs: 50 });

const isFrom = ({ attrs }: ForeignStanza, { jid }: Account): boolean => String(attrs['from']).startsWith(`${jid}/`);
const participants = (conversation: Conversation | undefined): readonly string[] =>
  (conversation?.participants ?? []).map(({ uri }) => uri).toSorted();

const names = ['ejabberd', 'prosody'] as const;
describe.skipIf(!hasServices).each(names)('Parley’s client at a gateway to %s', { timeout: 60_000 }, (name) => {
  let service: Service;
  beforeAll(() => {
    service = services()[name];
  });
  const account = (who: string): Promise<Account> => newAccount(service, who);

  it('signs in, keeps a list, sees people and is seen, and signs out', async () => {
    const gateway = await startHolding(service);
    const [dana, lee] = [await account('dana'), await account('lee')];
    const foreign = await joinForeign(service, lee);
    const d = await signIn(gateway, dana, { availability: 'busy' });
    expect(d.model.self).toMatchObject({ uri: dana.uri, availability: 'busy' });
    const group = await d.engine.addGroup('Suppliers');
    await d.engine.addContact({ uri: lee.uri, name: 'Lee Park', groupIds: [group] });
    await foreign.until(({ attrs }) => attrs['type'] === 'subscribe');
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribed' }));
    await foreign.send(xml('presence', { to: dana.jid, type: 'subscribe' }));
    await foreign.send(xml('presence', {}, xml('show', {}, 'away'), xml('status', {}, 'In the yard')));
    const presence = () => d.model.people.get(lee.uri)?.presence;
    await until(() => presence()?.note === 'In the yard', 'the note');
    expect(presence()?.availability).toBe('away');
    expect([...d.model.contacts.values()]).toEqual([{ uri: lee.uri, name: 'Lee Park', groupIds: [group], tag: false }]);
    const isOfDana = (stanza: ForeignStanza): boolean => isFrom(stanza, dana);
    await foreign.until((each) => each.is('presence') && isOfDana(each) && each.getChildText('show') === 'dnd');
    await d.engine.setAvailability('be-right-back');
    await d.engine.setNote('Back at four');
    await foreign.until((each) => isOfDana(each) && each.getChildText('status') === 'Back at four');
    await d.engine.signOut();
    await foreign.until((each) => isOfDana(each) && each.attrs['type'] === 'unavailable');
    // All of it is with the service: another gateway tells it again.
    const again = await signIn(await startHolding(service), dana);
    await until(() => again.model.contacts.size === 1, 'the list');
    expect(again.model.groups.get([...again.model.contacts.values()][0]?.groupIds[0] ?? -1)?.name).toBe('Suppliers');
    await until(() => again.model.people.get(lee.uri)?.presence.note === 'In the yard', 'the note, again');
  });

  it('lets in who asks, whichever way it is done', async () => {
    const gateway = await startHolding(service);
    const dana = await account('dana');
    const [lee, kim] = [await account('lee'), await account('kim')];
    const d = await signIn(gateway, dana);
    for (const [who, addsBack] of [
      [lee, false],
      [kim, true],
    ] as const) {
      const foreign = await joinForeign(service, who);
      await foreign.send(xml('presence', { to: dana.jid, type: 'subscribe' }));
      await until(() => d.model.subscribers.has(who.uri), 'somebody asks');
      // As the dialog does it.
      if (addsBack) await d.engine.addContact({ uri: who.uri, name: who.user, groupIds: [] });
      await d.engine.acknowledgeSubscribers([who.uri]);
      await foreign.until((each) => each.is('presence') && isFrom(each, dana) && each.attrs['type'] === undefined);
      await until(() => !d.model.subscribers.has(who.uri), 'it is answered');
    }
  });

  it('talks both ways, and knows what has become of each message', async () => {
    const gateway = await startHolding(service);
    const [dana, lee] = [await account('dana'), await account('lee')];
    const foreign = await joinForeign(service, lee);
    const d = await signIn(gateway, dana);
    const { conversationId } = await d.engine.startConversation({
      to: [lee.uri],
      subject: 'Delivery',
      body: { text: '  Is noon <fine>? ]]>' },
    });
    const said = await foreign.untilSaid('  Is noon <fine>? ]]>');
    expect(said.getChildText('subject')).toBe('Delivery');
    const delivery = () => d.messages(conversationId).map((message) => message.delivery);
    await until(() => delivery()[0] === 'sent', 'sent');
    const received = xml('received', { xmlns: spaces.receipts, id: String(said.attrs['id']) });
    await foreign.send(xml('message', { to: String(said.attrs['from']), type: 'chat' }, received));
    await until(() => delivery()[0] === 'confirmed', 'confirmed');
    await foreign.send(xml('message', { to: dana.jid, type: 'chat' }, xml('composing', { xmlns: spaces.chatStates })));
    await until(() => d.conversation(conversationId)?.composing[0] === lee.uri, 'typing');
    await foreign.say(dana.jid, '*Yes*, at noon', 'm1');
    await d.said(conversationId, '*Yes*, at noon');
    await d.engine.sendMessage(conversationId, { text: 'Good' });
    await foreign.untilSaid('Good');
    await d.engine.run({ kind: 'leave', id: conversationId });
    // The other one begins again: it rings, in the same thread.
    await foreign.say(dana.jid, 'One more thing', 'm2');
    expect(await d.invitation()).toBe(conversationId);
    await d.engine.run({ kind: 'accept', id: conversationId });
    await d.state(conversationId, 'connected');
    expect(d.texts(conversationId)).toEqual(['  Is noon <fine>? ]]>', '*Yes*, at noon', 'Good', 'One more thing']);
  });

  it('makes a conference of it, with its own kind and a foreign program', async () => {
    const gateway = await startHolding(service);
    const [dana, lee, kim] = [await account('dana'), await account('lee'), await account('kim')];
    const foreign = await joinForeign(service, kim);
    const [d, l] = [await signIn(gateway, dana), await signIn(await startHolding(service), lee)];
    const { conversationId: dc } = await d.engine.startConversation({
      to: [lee.uri],
      subject: '',
      body: { text: 'Hi' },
    });
    const lc = await l.invitation();
    await l.engine.run({ kind: 'accept', id: lc });
    await d.state(dc, 'connected');
    await d.engine.run({ kind: 'invite', id: dc, uris: [kim.uri] });
    const invitation = await foreign.until((each) => each.getChild('x', spaces.directInvitation) !== undefined);
    const room = String(invitation.getChild('x', spaces.directInvitation)?.attrs['jid']);
    await foreign.send(xml('presence', { to: `${room}/kim` }, xml('x', { xmlns: spaces.muc })));
    for (const [seat, id, other] of [
      [d, dc, lee],
      [l, lc, dana],
    ] as const) {
      const all = [other.uri, kim.uri].toSorted();
      await until(() => seat.conversation(id)?.isConference === true, `${seat.name}: a conference`);
      await until(() => JSON.stringify(participants(seat.conversation(id))) === JSON.stringify(all), 'everybody');
    }
    await foreign.send(xml('message', { to: room, type: 'groupchat', id: 'g1' }, xml('body', {}, 'All here')));
    for (const [seat, id] of [
      [d, dc],
      [l, lc],
    ] as const) {
      await seat.said(id, 'All here');
    }
    await l.engine.sendMessage(lc, { text: 'Then let us begin' });
    await foreign.untilSaid('Then let us begin');
    await d.said(dc, 'Then let us begin');
    await d.engine.run({ kind: 'eject', id: dc, uri: kim.uri });
    await until(() => participants(l.conversation(lc)).length === 1, 'one less');
    await l.engine.signOut();
    await until(() => participants(d.conversation(dc)).length === 0, 'nobody else');
  });

  it('is told what there is not, and says so of Windows sign-in', async () => {
    const gateway = await startHolding(service);
    const dana = await account('dana');
    const d = await signIn(gateway, dana);
    expect(d.model.policy.lacks).toEqual(['calls', 'accessLevels', 'windowsSignIn']);
    for (const password of [undefined, dana.password]) {
      const refused = seatAt(gateway, dana).engine.signIn({
        ...{ serverUrl: gateway.url, method: 'integrated', availability: 'available' },
        ...{ isPublicComputer: false, localeId: 1033, user: dana.user },
        ...(password !== undefined && { password }),
      });
      await expect(refused).rejects.toMatchObject({ code: 'no-windows-sign-in' });
    }
    await expect(signIn(gateway, { ...dana, password: 'no' })).rejects.toMatchObject({ code: 'wrong-password' });
  });
});
