// A day at work, over and over: who comes and goes, invitations, messages, windows opened and closed. Each round ends as it began, with the
// main window alone, so that what is measured then can be compared.
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { settingsSections } from '../../src/shared/settings-sections';
import type { Resident, Town } from '../support/town';
import { call, click, fill, has, signInDriven, type Driven } from '../support/driven';

const crew: readonly PersonRecord[] = Array.from({ length: 12 }, (_, at) => ({
  uri: `sip:crew${at}@example.com`,
  user: `EXAMPLE\\crew${at}`,
  name: `Crew Member ${at}`,
  title: 'Crane operator',
}));
const dana: PersonRecord = { uri: 'sip:dana@example.com', user: 'EXAMPLE\\dana', name: 'Dana Reyes' };
const kim: PersonRecord = { uri: 'sip:kim@example.com', user: 'EXAMPLE\\kim', name: 'Kim Okafor' };
export const reader: PersonRecord = {
  uri: 'sip:lee@example.com',
  user: 'EXAMPLE\\lee',
  password: 'battery staple',
  name: 'Lee Park',
  groups: { Harbour: crew.slice(0, 8).map(({ uri }) => uri) },
  contacts: [dana.uri, kim.uri, ...crew.slice(8).map(({ uri }) => uri)],
};
export const everybody: readonly PersonRecord[] = [reader, dana, kim, ...crew];

const main = 'main';
const talk = '#/conversation/';
export class Traffic {
  private readonly dana: Resident;
  private readonly kim: Resident;
  private readonly crew: readonly Resident[];

  constructor(
    private readonly driven: Driven,
    private readonly town: Town,
  ) {
    this.dana = town.arrive(dana);
    this.kim = town.arrive(kim);
    this.crew = crew.map((each) => town.arrive(each));
  }

  async signIn(): Promise<void> {
    const { driven, town } = this;
    await signInDriven(driven, town.url, reader);
    // Those that are set from now on, and not yet over: code of the page looks them up anew at each call.
    await driven.page(
      main,
      `{
        const timers = (globalThis.soakTimers = new Set());
        for (const [set, clear, isOnce] of [['setTimeout', 'clearTimeout', true], ['setInterval', 'clearInterval', false]]) {
          const [start, stop] = [globalThis[set], globalThis[clear]];
          globalThis[set] = (work, ...rest) => {
            const id = start((...args) => {
              if (isOnce) timers.delete(id);
              return work(...args);
            }, ...rest);
            timers.add(id);
            return id;
          };
          globalThis[clear] = (id) => (timers.delete(id), stop(id));
        }
      }
      true;`,
    );
  }

  async round(number: number): Promise<void> {
    for (const [at, one] of this.crew.entries()) one.show((at + number) % 2 === 0 ? 'busy' : 'online');
    await this.converse(number);
    await this.decline(number);
    await this.lookAtSettings(number);
    for (const [method, part] of [
      ['window:open-guide', '#/guide'],
      ['window:open-history', '#/history'],
      ['window:open-about', '#/about'],
      ['window:open-invitation', '#/invitation'],
    ] as const) {
      await this.driven.page(main, call(method, method === 'window:open-invitation' ? { to: [dana.uri] } : null));
      await this.driven.until(part, part, `document.querySelector('main, [data-testid]') !== null`);
      await this.close(part);
    }
    await this.driven.page(main, fill('contacts-search', 'crew member 1'));
    await this.driven.until(
      'what was searched for',
      main,
      `document.querySelectorAll('[data-testid=contact-row]').length < 8`,
    );
    await this.driven.page(main, fill('contacts-search', ''));
    await this.driven.until('all of them', main, `document.querySelectorAll('[data-testid=contact-row]').length >= 8`);
  }

  private async converse(number: number): Promise<void> {
    const { driven } = this;
    const before = this.dana.heard.length;
    this.dana.invite(reader, `Round ${number}: is the dock free?`);
    await driven.until('an invitation', main, has('invitation-accept'));
    await driven.page(main, click('invitation-accept'));
    await driven.until('the conversation', talk, has('message-text', `Round ${number}:`));
    for (let count = 1; count <= 5; count += 1) this.dana.say(`Round ${number}, message ${count}`);
    await driven.until('the messages', talk, has('message-text', `Round ${number}, message 5`));
    await driven.until(
      'where to write',
      talk,
      `document.querySelector('[data-testid=composer-text]')?.focus() === undefined`,
    );
    await driven.write(talk, `Answer ${number}`);
    await driven.until('the answer', talk, has('message-text', `Answer ${number}`));
    while (this.dana.heard.length === before) await new Promise((next) => setTimeout(next, 20));
    await this.close(talk);
    this.dana.leave();
  }

  private async decline(number: number): Promise<void> {
    this.kim.invite(reader, `Round ${number}: lunch?`);
    await this.driven.until('another invitation', main, has('invitation-card', `Round ${number}: lunch`));
    await this.driven.page(main, click('invitation-decline'));
    await this.driven.until('no invitation', main, `!${has('invitation-card')}`);
  }

  private async lookAtSettings(number: number): Promise<void> {
    const settings = '#/settings';
    for (const section of settingsSections) {
      await this.driven.page(main, call('window:open-settings', { section }));
      await this.driven.until(section, settings, `document.querySelector('#settings-${section}') !== null`);
    }
    await this.driven.page(main, call('settings:set', { theme: number % 2 === 0 ? 'dark' : 'light' }));
    await this.close(settings);
  }

  private async close(part: string): Promise<void> {
    await this.driven.run(`ofPart(${JSON.stringify(part)})?.close()`);
    while (await this.driven.run<boolean>(`return ofPart(${JSON.stringify(part)}) !== undefined`))
      await new Promise((next) => setTimeout(next, 20));
  }
}
