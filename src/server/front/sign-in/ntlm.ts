// POST /iwa/logon.html: integrated Windows sign-in (protocol.md 1.1, 1.3) by NTLMv2, checked against the people's passwords. The
// challenge belongs to the connection. Only NTLM is offered: Negotiate would need a Kerberos domain, and a client that may choose
// would choose it. Somebody whose password is kept as a hash cannot sign in this way: NTLM needs the password itself.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { KnownPasswords, Person, World } from '../../world';
import { provesPassword } from './ntlm-proof';

const signature = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, request target, NTLM, always sign, target is a domain, extended security, target info, 128 bit, 56 bit. */
const flags = 0xa0898205;
const targetName = 'EXAMPLE';
const serverName = 'CWA';

export type NtlmStep =
  | { readonly kind: 'challenge'; readonly token: string }
  /** Nothing offered yet, or nothing that can be read. */
  | { readonly kind: 'offer' }
  | { readonly kind: 'answered'; readonly user: string; readonly person?: Person };

export class NtlmSignIn {
  private readonly challenges = new WeakMap<Socket, Buffer>();

  constructor(
    private readonly world: Pick<World, 'personNamed'>,
    private readonly passwords: KnownPasswords,
  ) {}

  /** One leg; `authorization` as the header came. */
  step(socket: Socket, authorization: string | undefined): NtlmStep {
    const message = readMessage(authorization);
    const type = message?.readUInt32LE(8);
    if (message && type === 1) {
      const challenge = randomBytes(8);
      this.challenges.set(socket, challenge);
      return { kind: 'challenge', token: writeChallenge(challenge).toString('base64') };
    }
    const challenge = this.challenges.get(socket);
    // Good for one answer.
    this.challenges.delete(socket);
    const answer = message && type === 3 ? readAnswer(message) : undefined;
    if (!challenge || !answer) return { kind: 'offer' };
    const user = answer.domain ? `${answer.domain}\\${answer.name}` : answer.name;
    const person = this.world.personNamed(user) ?? (answer.name.includes('@') ? undefined : this.byName(answer));
    const isRight = this.passwords.proves(person, (password) =>
      provesPassword(challenge, answer.response, { ...answer, password }),
    );
    return { kind: 'answered', user, ...(isRight && person && { person }) };
  }

  /** A computer outside of a domain sends its own name or none. */
  private byName({ domain, name }: NtlmAnswer): Person | undefined {
    return domain === '' || domain.toUpperCase() === targetName ? this.passwords.personOfAccount(name) : undefined;
  }
}

interface NtlmAnswer {
  readonly domain: string;
  readonly name: string;
  /** Proof and what it was made over. */
  readonly response: Buffer;
}

function readMessage(authorization: string | undefined): Buffer | undefined {
  const token = /^NTLM +([A-Za-z0-9+/=]+)$/iu.exec(authorization ?? '')?.[1];
  const message = token === undefined ? undefined : Buffer.from(token, 'base64');
  return message && message.length >= 12 && message.subarray(0, 8).equals(signature) ? message : undefined;
}

function readAnswer(message: Buffer): NtlmAnswer | undefined {
  if (message.length < 44) return undefined;
  const field = (at: number): Buffer | undefined => {
    const length = message.readUInt16LE(at);
    const start = message.readUInt32LE(at + 4);
    return start + length <= message.length ? message.subarray(start, start + length) : undefined;
  };
  const [response, domain, name] = [field(20), field(28), field(36)];
  // NTLMv1 has 24 bytes: refused.
  if (!response || response.length <= 44 || !domain || !name || name.length === 0) return undefined;
  return { response, domain: domain.toString('utf16le'), name: name.toString('utf16le') };
}

function writeChallenge(challenge: Buffer): Buffer {
  const target = Buffer.from(targetName, 'utf16le');
  const pair = (id: number, value: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(value.length, 2);
    return Buffer.concat([head, value]);
  };
  const info = Buffer.concat([pair(2, target), pair(1, Buffer.from(serverName, 'utf16le')), pair(0, Buffer.alloc(0))]);
  const head = Buffer.alloc(56);
  signature.copy(head);
  head.writeUInt32LE(2, 8);
  head.writeUInt16LE(target.length, 12);
  head.writeUInt16LE(target.length, 14);
  head.writeUInt32LE(head.length, 16);
  head.writeUInt32LE(flags, 20);
  challenge.copy(head, 24);
  head.writeUInt16LE(info.length, 40);
  head.writeUInt16LE(info.length, 42);
  head.writeUInt32LE(head.length + target.length, 44);
  return Buffer.concat([head, target, info]);
}
