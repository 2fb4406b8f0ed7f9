// The part of the contract of transports that is about cookies, and what they are for: a load balancer that knows its visitors by one.
import assert from 'node:assert/strict';
import { CookieJar } from '../../uc/http/cookie-jar';
import { createEngine } from '../../uc/create-engine';
import type { UcEngine } from '../../uc/engine';
import { until } from '../../uc/testing/desk';
import type { Transport } from '../../uc/http/transport';
import { ask, echoOf, type ContractCase } from './contract-case';

async function set(transport: Transport, plain: string, cookies: CookieJar, ...setCookies: string[]): Promise<void> {
  const query = new URLSearchParams(setCookies.map((each): [string, string] => ['set', each]));
  await ask(transport, `${plain}/forms/set?${query}`, { cookies });
}

async function sent(transport: Transport, url: string, cookies?: CookieJar): Promise<string | undefined> {
  return echoOf(await ask(transport, url, cookies && { cookies })).headers['cookie'];
}

const signInTo = (engine: UcEngine, serverUrl: string): Promise<void> =>
  engine.signIn({
    serverUrl,
    method: 'forms',
    user: 'EXAMPLE\\dana',
    password: 'correct horse',
    isPublicComputer: false,
    availability: 'available',
    localeId: 1033,
  });

export const cookiesContract: readonly ContractCase[] = [
  {
    name: 'keeps no cookies for who brings no jar',
    async run(subject, { plain }) {
      const transport = subject.create({});
      await ask(transport, `${plain}/forms/set?set=node=a;Path=/`);
      assert.equal(await sent(transport, `${plain}/echo`), undefined);
      assert.equal(await sent(transport, `${plain}/echo`, new CookieJar()), undefined);
    },
  },
  {
    name: 'gives the cookies of a jar back, with POST as with GET, and none without it',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      await set(transport, plain, cookies, 'node=a=b; Path=/; HttpOnly; SameSite=Strict', 'other="c"; Path=/');
      assert.equal(await sent(transport, `${plain}/cwa/echo`, cookies), 'node=a=b; other="c"');
      const posted = await ask(transport, `${plain}/echo`, { method: 'POST', body: '<a/>', cookies });
      assert.equal(echoOf(posted).headers['cookie'], 'node=a=b; other="c"');
      assert.equal(await sent(transport, `${plain}/echo`), undefined);
      await set(transport, plain, cookies, 'node=d; Path=/');
      assert.match((await sent(transport, `${plain}/echo`, cookies)) ?? '', /^(?=.*\bnode=d\b)(?!.*node=a)/u);
    },
  },
  {
    name: 'keeps what is set together with a refusal, an error and a redirect that is not followed',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      for (const status of [401, 503, 302]) {
        const url = `${plain}/forms/set?status=${status}&set=s${status}=x;Path=/`;
        await ask(transport, url, { cookies }).catch(() => undefined);
      }
      assert.equal(await sent(transport, `${plain}/echo`, cookies), 's401=x; s503=x; s302=x');
    },
  },
  {
    name: 'holds a cookie to its path',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      await set(transport, plain, cookies, 'all=1; Path=/', 'cwa=2; Path=/cwa', 'forms=3');
      assert.equal(await sent(transport, `${plain}/echo`, cookies), 'all=1');
      assert.equal(await sent(transport, `${plain}/cwa/echo`, cookies), 'cwa=2; all=1');
    },
  },
  {
    name: 'takes no cookie for another domain, and none that is a giant',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      const giant = `giant=${'x'.repeat(5_000)}; Path=/`;
      await set(
        transport,
        plain,
        cookies,
        'a=1; Path=/; Domain=example.com',
        'b=2; Path=/; Domain=0.0.1',
        giant,
        'c=3; Path=/',
      );
      assert.equal(await sent(transport, `${plain}/echo`, cookies), 'c=3');
    },
  },
  {
    name: 'forgets a cookie when it is told to, and when its time is over',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      await set(
        transport,
        plain,
        cookies,
        'a=1; Path=/; Max-Age=3600',
        'b=2; Path=/',
        'c=3; Path=/; Max-Age=1',
        'd=4; Path=/',
      );
      await set(
        transport,
        plain,
        cookies,
        'a=; Path=/; Max-Age=0',
        'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      );
      let now: string | undefined;
      for (let tries = 0; tries < 100 && now !== 'd=4'; tries++) {
        now = await sent(transport, `${plain}/echo`, cookies);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.equal(now, 'd=4');
    },
  },
  {
    name: 'shares nothing between two jars',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const one = new CookieJar();
      await set(transport, plain, one, 'node=a; Path=/');
      assert.equal(await sent(transport, `${plain}/echo`, one), 'node=a');
      const other = new CookieJar();
      assert.equal(await sent(transport, `${plain}/echo`, other), undefined);
      await set(transport, plain, other, 'node=b; Path=/');
      assert.equal(await sent(transport, `${plain}/echo`, other), 'node=b');
    },
  },
  {
    name: 'lets no answer of before leave a cookie with the next jar, however late it comes',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const one = new CookieJar();
      await set(transport, plain, one, 'node=a; Path=/');
      const answers = Promise.allSettled(
        ['GET', 'POST'].map((method) =>
          ask(transport, `${plain}/late?set=late=${method};Path=/`, { method: method as 'GET' | 'POST', cookies: one }),
        ),
      );
      while ((await ask(transport, `${plain}/late/count`)).body !== '2');
      const other = new CookieJar();
      assert.equal(await sent(transport, `${plain}/echo`, other), undefined);
      await ask(transport, `${plain}/late/now`);
      await answers;
      assert.equal(await sent(transport, `${plain}/echo`, other), undefined);
    },
  },
  {
    name: 'gives a cookie back between the steps of an integrated sign-in',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const cookies = new CookieJar();
      await set(transport, plain, cookies, 'before=1; Path=/');
      const response = await ask(transport, `${plain}/integrated-behind-balancer`, {
        method: 'POST',
        body: '<a/>',
        cookies,
        authentication: { kind: 'integrated', user: 'EXAMPLE\\dana', password: 'correct hörse' },
      });
      assert.deepEqual([response.status, response.body], [200, '<a/>']);
      assert.match((await sent(transport, `${plain}/echo`, cookies)) ?? '', /^before=1; step=\d+$/u);
    },
  },
  {
    name: 'carries a sign-in, its session, its messages and its polls through a balancer that knows its visitors by a cookie',
    async run(subject, { balanced }) {
      const transport = subject.create({});
      const seen = async (): Promise<{ readonly path: string; readonly cookie?: string }[]> =>
        JSON.parse((await ask(transport, `${balanced}/seen`)).body);
      const before = (await seen()).length;
      const engine = createEngine({ transport });
      try {
        await signInTo(engine, balanced);
        await engine.setNote('At lunch');
        const body = { text: 'Hi' };
        const started = await engine.startConversation({ to: ['sip:lee@example.com'], subject: '', body });
        const { messageId } = await engine.sendMessage(started.conversationId, { text: 'Still there?' });
        const delivery = (): string | undefined =>
          engine
            .snapshot()
            .model.messages.get(started.conversationId)
            ?.find(({ id }) => id === messageId)?.delivery;
        await until(() => delivery() === 'confirmed' || delivery() === 'sent', 'the message sent', 20_000);
        await engine.signOut();
        await signInTo(engine, balanced);
      } finally {
        engine.dispose();
      }
      const requests = (await seen()).slice(before);
      const second = requests.findLastIndex(({ path }) => path === '/forms/logon.html');
      const nodes = [requests.slice(0, second), requests.slice(second)].map(([signIn, ...others]) => {
        // Each sign-in begins as a stranger, and is known from then on.
        assert.deepEqual([signIn?.path, signIn?.cookie], ['/forms/logon.html', undefined]);
        const cookies = new Set(others.map(({ cookie }) => cookie));
        assert.equal(cookies.size, 1);
        return [...cookies][0];
      });
      assert.deepEqual([...nodes].sort(), ['node=0', 'node=1']);
    },
  },
];
