// The part of the contract of transports that is about answers as they come: headers twice, packed bodies, other character sets.
import assert from 'node:assert/strict';
import { brokenBodies, packedBodies, packedText, writtenBodies } from './contract-answers';
import { ask, failsWith, type ContractCase } from './contract-case';

export const answersContract: readonly ContractCase[] = [
  {
    name: 'takes one whole value of a header that comes twice, the last where they differ',
    async run(subject, { plain }) {
      const { headers } = await ask(subject.create({}), `${plain}/twice`);
      assert.equal(headers['cwa-ticket'], 'T+0/=');
      assert.equal(headers['content-type'], 'text/xml; charset=utf-8');
      assert.equal(headers['x-differs'], 'two');
      assert.equal(headers['www-authenticate'], 'Negotiate, NTLM');
    },
  },
  ...Object.keys(packedBodies).map((how): ContractCase => ({
    name: `unpacks a body that comes packed: ${how}`,
    async run(subject, { plain }) {
      const { status, body } = await ask(subject.create({}), `${plain}/packed?how=${encodeURIComponent(how)}`);
      assert.deepEqual([status, body], [200, how === 'nothing at all' ? '' : packedText]);
    },
  })),
  ...Object.keys(brokenBodies).map((how): ContractCase => ({
    name: `fails at a packed body that is broken: ${how}`,
    async run(subject, { plain }) {
      const transport = subject.create({});
      await failsWith('unreachable', ask(transport, `${plain}/broken-pack?how=${encodeURIComponent(how)}`));
      // Nothing of it is left on the connection.
      assert.equal((await ask(transport, `${plain}/echo`)).status, 200);
    },
  })),
  {
    name: 'refuses a body that unpacks to more than is allowed, while it unpacks',
    async run(subject, { plain }) {
      const transport = subject.create({ maxBodyBytes: 100_000 });
      await failsWith('too-long', ask(transport, `${plain}/packed-bomb`));
      await failsWith('too-long', ask(transport, `${plain}/packed-endless`));
    },
  },
  ...Object.entries(writtenBodies).map(([how, { text }]): ContractCase => ({
    name: `reads a body by its character set: ${how}`,
    async run(subject, { plain }) {
      const { body } = await ask(subject.create({}), `${plain}/written?how=${encodeURIComponent(how)}`);
      assert.equal(body, text);
    },
  })),
];
