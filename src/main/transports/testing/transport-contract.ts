// What every Transport keeps, whatever network stack is under it: one suite, run against Node's by vitest and against Chromium's
// inside a real Electron (e2e/transport-contract.spec.ts). Knows no test runner: a case passes or throws.
import assert from 'node:assert/strict';
import type { HttpResponse, WireAnswer } from '../../uc/http/transport';
import { ask, echoOf, failsWith, type ContractCase } from './contract-case';
import { answersContract } from './transport-contract-answers';
import { cookiesContract } from './transport-contract-cookies';

const user = 'EXAMPLE\\dana';
const password = 'correct hörse';

export const transportContract: readonly ContractCase[] = [
  ...answersContract,
  ...cookiesContract,
  {
    name: 'sends method, path, query, headers and a body in UTF-8',
    async run(subject, { plain }) {
      const response = await ask(subject.create({}), `${plain}/echo?Sid=7&AckID=0&UA=true`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml', 'CWA-Ticket': 'tick' },
        body: '<a>Grüße 👋</a>',
      });
      const echo = echoOf(response);
      assert.equal(response.status, 200);
      assert.equal(echo.method, 'POST');
      assert.equal(echo.url, '/echo?Sid=7&AckID=0&UA=true');
      assert.equal(echo.headers['content-type'], 'text/xml');
      assert.equal(echo.headers['cwa-ticket'], 'tick');
      assert.equal(echo.body, '<a>Grüße 👋</a>');
      assert.equal(echo.headers['content-length'], String(Buffer.byteLength('<a>Grüße 👋</a>')));
    },
  },
  {
    name: 'hands over the answer as UTF-8 with its header names in lower case',
    async run(subject, { plain }) {
      const response = await ask(subject.create({}), `${plain}/text`);
      assert.equal(response.body, 'Grüße, 世界 👋 \u202e');
      assert.equal(response.headers['x-parley-ticket'], 'AbC');
    },
  },
  {
    name: 'uses a connection again',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const first = echoOf(await ask(transport, `${plain}/echo?1`));
      const second = echoOf(await ask(transport, `${plain}/echo?2`));
      assert.equal(second.connection, first.connection);
    },
  },
  {
    name: 'makes a new connection after a renewal, and calls what it closed unreachable rather than cancelled',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const first = echoOf(await ask(transport, `${plain}/echo?1`));
      const waiting = ask(transport, `${plain}/silent`, { timeoutMs: 5_000 });
      const failed = failsWith('unreachable', waiting);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await transport.renew();
      await failed;
      const second = echoOf(await ask(transport, `${plain}/echo?2`));
      assert.notEqual(second.connection, first.connection);
    },
  },
  {
    name: 'asks the server each time, whatever may be kept',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const first = await ask(transport, `${plain}/cacheable`);
      const second = await ask(transport, `${plain}/cacheable`);
      assert.notEqual(second.body, first.body);
    },
  },
  {
    name: 'carries several requests at once',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const waiting = ask(transport, `${plain}/silent`, { timeoutMs: 500 });
      const answers = await Promise.all(['a', 'b', 'c'].map((name) => ask(transport, `${plain}/echo?${name}`)));
      assert.deepEqual(
        answers.map((answer) => echoOf(answer).url),
        ['/echo?a', '/echo?b', '/echo?c'],
      );
      await failsWith('timeout', waiting);
    },
  },
  {
    name: 'returns refusals and server errors as answers',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const refused = await ask(transport, `${plain}/refused`);
      assert.deepEqual([refused.status, refused.body], [401, '<error/>']);
      const broken = await ask(transport, `${plain}/broken`, { method: 'POST', body: '' });
      assert.deepEqual([broken.status, broken.body], [503, 'busy']);
    },
  },
  {
    name: 'returns a challenge that it was not asked to answer',
    async run(subject, { plain }) {
      const transport = subject.create({});
      assert.equal((await ask(transport, `${plain}/basic`)).status, 401);
      assert.equal((await ask(transport, `${plain}/integrated`, { method: 'POST', body: '<a/>' })).status, 401);
    },
  },
  {
    name: 'follows no redirect',
    async run(subject, { plain }) {
      await failsWith('redirected', ask(subject.create({}), `${plain}/redirect`));
    },
  },
  {
    name: 'tells of a redirect what it was, to who records',
    async run(subject, { plain }) {
      const told: WireAnswer[] = [];
      const onWire = (answer: WireAnswer): void => void told.push(answer);
      await failsWith('redirected', ask(subject.create({}), `${plain}/redirect`, { onWire }));
      assert.deepEqual(
        told.map(({ status }) => status),
        [302],
      );
      const names = told[0]?.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
      assert.ok(names?.includes('location'), `no location: ${names?.join(' ')}`);
    },
  },
  {
    name: 'tells which server a redirect leads to, also that of a sign-in',
    async run(subject, { plain }) {
      const answer = ask(subject.create({}), `${plain}/redirect-elsewhere`, { method: 'POST', body: '<a/>' });
      const { redirect } = await failsWith('redirected', answer);
      assert.deepEqual(redirect, { to: 'https://new.example.com/ocs', isOtherHost: true, isStepDown: false });
    },
  },
  {
    name: 'gives up at the deadline, before the answer and inside it',
    async run(subject, { plain }) {
      const transport = subject.create({});
      await failsWith('timeout', ask(transport, `${plain}/silent`, { timeoutMs: 150 }));
      await failsWith('timeout', ask(transport, `${plain}/half`, { timeoutMs: 150 }));
    },
  },
  {
    name: 'can be cancelled, before the start, before the answer and inside it',
    async run(subject, { plain }) {
      const transport = subject.create({});
      await failsWith('cancelled', ask(transport, `${plain}/echo`, { signal: AbortSignal.abort() }));
      for (const path of ['/silent', '/half']) {
        const controller = new AbortController();
        const answer = ask(transport, `${plain}${path}`, { signal: controller.signal });
        setTimeout(() => controller.abort(), 100);
        await failsWith('cancelled', answer);
      }
    },
  },
  {
    name: 'refuses an answer that is too long, announced or not',
    async run(subject, { plain }) {
      const transport = subject.create({ maxBodyBytes: 100_000 });
      await failsWith('too-long', ask(transport, `${plain}/long`));
      await failsWith('too-long', ask(transport, `${plain}/endless`));
    },
  },
  {
    name: 'tells a broken connection from a server that speaks something else',
    async run(subject, { plain, notHttp }) {
      const transport = subject.create({});
      await failsWith('unreachable', ask(transport, `${plain}/hang-up`, { method: 'POST', body: '' }));
      await failsWith('unreachable', ask(transport, `${plain}/cut`));
      await failsWith('not-a-server', ask(transport, `${notHttp}/`));
    },
  },
  {
    name: 'says that nobody listens',
    async run(subject, { closed }) {
      await failsWith('unreachable', ask(subject.create({}), `${closed}/`));
    },
  },
  {
    name: 'says that there is no such host',
    async run(subject) {
      await failsWith('unknown-host', ask(subject.create({}), 'http://no-such-host.invalid/'));
    },
  },
  {
    name: 'says that the server speaks no TLS',
    async run(subject, { notTls }) {
      await failsWith('tls', ask(subject.create({}), `${notTls}/echo`));
    },
  },
  {
    name: 'says that the server speaks old TLS only',
    async run(subject, { oldTls }) {
      await failsWith('old-tls', ask(subject.create({}), `${oldTls}/echo`));
    },
  },
  {
    name: 'shows a certificate that nobody vouches for',
    async run(subject, { untrusted, untrustedFingerprint, privateAuthority }) {
      const transport = subject.create({});
      const { certificate } = await failsWith('certificate', ask(transport, `${untrusted}/echo`));
      assert.equal(certificate?.subject, 'Untrusted test server');
      assert.equal(certificate.issuer, 'Untrusted test server');
      assert.equal(certificate.fingerprint, untrustedFingerprint);
      assert.equal(certificate.problem, 'unknown-issuer');
      assert.ok(certificate.validFrom < Date.now() && certificate.validTo > Date.now());
      const issued = await failsWith('certificate', ask(subject.create({}), `${privateAuthority}/echo`));
      assert.equal(issued.certificate?.issuer, 'Private test authority');
      assert.equal(issued.certificate.subject, 'Issued test server');
      // Again: the second refusal tells as much as the first.
      const again = await failsWith('certificate', ask(transport, `${untrusted}/echo`));
      assert.equal(again.certificate?.fingerprint, untrustedFingerprint);
    },
  },
  {
    name: 'accepts the one certificate that a person trusts for this server',
    async run(subject, { untrusted, untrustedFingerprint }) {
      const transport = subject.create({ trustedFingerprint: untrustedFingerprint });
      assert.equal((await ask(transport, `${untrusted}/echo`)).status, 200);
    },
  },
  {
    name: 'refuses any other certificate where one is trusted',
    async run(subject, { privateAuthority, untrustedFingerprint }) {
      const transport = subject.create({ trustedFingerprint: untrustedFingerprint });
      const { certificate } = await failsWith('certificate', ask(transport, `${privateAuthority}/echo`));
      assert.equal(certificate?.problem, 'changed');
      assert.equal(certificate.trustedFingerprint, untrustedFingerprint);
      assert.equal(certificate.subject, 'Issued test server');
    },
  },
  {
    name: 'tells of what asked for a sign-in before it tells of what came then, to who records',
    async run(subject, { plain }) {
      const told: WireAnswer[] = [];
      const response = await ask(subject.create({}), `${plain}/integrated`, {
        authentication: { kind: 'integrated', user, password },
        onWire: (answer) => void told.push(answer),
      });
      const last = told.pop();
      assert.equal(last?.status, 200);
      assert.equal(last?.text, response.body);
      assert.ok(told.length > 0, 'nothing on the way');
      for (const { status, rawHeaders } of told) {
        assert.equal(status, 401);
        const at = rawHeaders.findIndex((name) => name.toLowerCase() === 'www-authenticate');
        assert.match(rawHeaders[at + 1] ?? '', /^ntlm/iu);
      }
    },
  },
  {
    name: 'signs in by the integrated way with typed credentials, on one connection',
    async run(subject, { plain }) {
      const response = await ask(subject.create({}), `${plain}/integrated`, {
        method: 'POST',
        body: '<cwaRequests><logon/></cwaRequests>',
        authentication: { kind: 'integrated', user, password },
      });
      assert.deepEqual([response.status, response.body], [200, '<cwaRequests><logon/></cwaRequests>']);
      assert.equal(response.headers['cwa-ticket'], 'ticket-for-dana');
    },
  },
  {
    name: 'returns the refusal of a wrong password, and takes the right one afterwards',
    async run(subject, { plain }) {
      const transport = subject.create({});
      const signIn = (typed: string): Promise<HttpResponse> =>
        ask(transport, `${plain}/integrated`, {
          method: 'POST',
          body: '<a/>',
          authentication: { kind: 'integrated', user, password: typed },
        });
      assert.equal((await signIn('wrong')).status, 401);
      assert.equal((await signIn(password)).status, 200);
      assert.equal((await signIn('wrong')).status, 401);
    },
  },
  {
    name: 'gives a typed password to no other way of signing in',
    async run(subject, { plain }) {
      const response = await ask(subject.create({}), `${plain}/basic`, {
        authentication: { kind: 'integrated', user, password },
      });
      assert.equal(response.status, 401);
    },
  },
];
