// An XMPP service on loopback that does what a test tells it: real connections, and as little of a service as a client needs. Without TLS.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { child, text, xml, type XmlElement } from '../element';
import { ns } from '../namespaces';
import { StreamReader } from '../stream-reader';
import { streamEnd, writeElement } from '../write-element';

export interface ServiceScript {
  readonly mechanisms?: readonly string[];
  readonly password?: string;
  /** Of each sign-in, counted from 0. */
  readonly salt?: (turn: number) => string;
  readonly iterations?: number;
  /** Words of the service in SCRAM, before they go out. */
  readonly alter?: (message: string, which: 'first' | 'final') => string;
  /** The success comes after an answer of its own to the last message. */
  readonly finalAsChallenge?: boolean;
  readonly isResumable?: boolean;
  /** What of the features goes out once somebody is signed in. */
  readonly hasManagement?: boolean;
  /** Whether the script has answered itself. */
  readonly answer?: (connection: ScriptedConnection, element: XmlElement) => boolean;
  /** Says nothing at all. */
  readonly isSilent?: boolean;
}

const hashes: Readonly<Record<string, string>> = { 'SCRAM-SHA-1': 'sha1', 'SCRAM-SHA-256': 'sha256' };

export class ScriptedService {
  readonly host = '127.0.0.1';
  port = 0;
  script: ServiceScript;
  readonly connections: ScriptedConnection[] = [];
  /** Of what was taken from the client on each session that can be resumed. */
  readonly sessions = new Map<string, { taken: XmlElement[]; sent: number }>();
  signIns = 0;
  private readonly server: Server;

  private constructor(script: ServiceScript) {
    this.script = script;
    this.server = createServer((socket) => this.connections.push(new ScriptedConnection(this, socket)));
  }

  static async start(script: ServiceScript = {}): Promise<ScriptedService> {
    const service = new ScriptedService(script);
    await service.listen();
    return service;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, this.host, resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Of those that have a session, or of those that want one; not of those that have only asked for a salt. */
  get last(): ScriptedConnection {
    const last = this.connections.findLast(({ session }) => session) ?? this.connections.at(-1);
    if (!last) throw new Error('nobody has come');
    return last;
  }

  /** Nobody is let in any more, and whoever is there is put out. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const { socket } of this.connections) socket.destroy();
    await closed;
  }
}

export class ScriptedConnection {
  /** All that has come, in order. */
  readonly elements: XmlElement[] = [];
  session: { taken: XmlElement[]; sent: number } | undefined;
  hasEnded = false;
  private reader = new StreamReader();
  private isSignedIn = false;
  private bound = '';
  private exchange: { mechanism: string; first: string; serverFirst: string } | undefined;

  constructor(
    private readonly service: ScriptedService,
    readonly socket: Socket,
  ) {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => this.take(bytes));
  }

  /** Only stanzas. */
  get stanzas(): readonly XmlElement[] {
    return this.elements.filter(({ ns: space }) => space === ns.client);
  }

  send(element: XmlElement): void {
    if (element.ns === ns.client && this.session) this.session.sent += 1;
    this.write(writeElement(element));
  }

  write(words: string | Uint8Array): void {
    this.socket.write(words);
  }

  private take(bytes: Uint8Array): void {
    if (this.service.script.isSilent) return;
    for (const item of this.reader.push(bytes)) {
      if (item.kind === 'header') this.open();
      else if (item.kind === 'element') this.hear(item.element);
      else {
        this.hasEnded = item.kind === 'end';
        this.socket.end(streamEnd);
      }
    }
  }

  private open(): void {
    const { mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'], hasManagement = true } = this.service.script;
    const ways = xml(
      'mechanisms',
      { xmlns: ns.sasl },
      mechanisms.map((each) => xml('mechanism', {}, each)),
    );
    const rest = [xml('bind', { xmlns: ns.bind }), hasManagement ? xml('sm', { xmlns: ns.management }) : undefined];
    const offered = this.isSignedIn ? rest : [ways];
    const features = offered.map((each) => (each ? writeElement(each) : '')).join('');
    this.write(
      `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='${ns.stream}' version='1.0' id='${randomBytes(4).toString('hex')}' from='example.com'><stream:features>${features}</stream:features>`,
    );
  }

  private hear(element: XmlElement): void {
    this.elements.push(element);
    if (this.service.script.answer?.(this, element)) return;
    if (element.ns === ns.sasl) this.signIn(element);
    else if (element.ns === ns.management) this.manage(element);
    else if (child(element, 'bind', ns.bind)) this.bind(element);
    else this.session?.taken.push(element);
  }

  private bind(iq: XmlElement): void {
    const bind = child(iq, 'bind', ns.bind);
    this.bound = `dana@example.com/${text(bind && child(bind, 'resource')) ?? ''}`;
    const jid = xml('jid', {}, this.bound);
    this.send(xml('iq', { type: 'result', id: iq.attrs['id'] }, xml('bind', { xmlns: ns.bind }, jid)));
  }

  private manage({ name, attrs }: XmlElement): void {
    const { sessions, script } = this.service;
    const taken = (): string => String(this.session?.taken.length ?? 0);
    if (name === 'enable') {
      const id = `session-${sessions.size}`;
      this.session = { taken: [], sent: 0 };
      sessions.set(id, this.session);
      this.send(xml('enabled', { xmlns: ns.management, id, resume: 'true' }));
    }
    if (name === 'resume') {
      const session = sessions.get(attrs['previd'] ?? '');
      if (session && script.isResumable !== false) {
        this.session = session;
        this.send(xml('resumed', { xmlns: ns.management, previd: attrs['previd'], h: taken() }));
      } else {
        this.send(xml('failed', { xmlns: ns.management }, xml('item-not-found', { xmlns: ns.stanzaError })));
      }
    }
    if (name === 'r') this.send(xml('a', { xmlns: ns.management, h: taken() }));
  }

  private signIn(element: XmlElement): void {
    const { service } = this;
    const data = Buffer.from(text(element), 'base64').toString();
    if (element.name === 'auth' && element.attrs['mechanism'] === 'PLAIN') {
      this.decide(data.split('\0')[2] === (service.script.password ?? 'pw'), '');
    } else if (element.name === 'auth') {
      const mechanism = element.attrs['mechanism'] ?? '';
      const first = data.slice('n,,'.length);
      const { salt = () => 'c2FsdA==', iterations = 4_096, alter = (message: string) => message } = service.script;
      const nonce = first.split(',r=')[1] ?? '';
      const serverFirst = alter(`r=${nonce}service,s=${salt(service.signIns)},i=${iterations}`, 'first');
      service.signIns += 1;
      this.exchange = { mechanism, first, serverFirst };
      this.send(xml('challenge', { xmlns: ns.sasl }, Buffer.from(serverFirst).toString('base64')));
    } else if (element.name === 'response' && this.exchange) {
      this.prove(data);
    } else {
      this.succeed('');
    }
  }

  private prove(final: string): void {
    const { exchange, service } = this;
    if (!exchange) return;
    this.exchange = undefined;
    const hash = hashes[exchange.mechanism] ?? '';
    const [, salt = '', iterations = ''] = /,s=([^,]*),i=(\d+)/u.exec(exchange.serverFirst) ?? [];
    const hmac = (key: Buffer, words: string): Buffer => createHmac(hash, key).update(words).digest();
    const length = createHash(hash).digest().length;
    const password = service.script.password ?? 'pw';
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), length, hash);
    const message = `${exchange.first},${exchange.serverFirst},${final.split(',p=')[0] ?? ''}`;
    const clientKey = hmac(salted, 'Client Key');
    const signature = hmac(createHash(hash).update(clientKey).digest(), message);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))).toString('base64');
    const { alter = (words: string) => words, finalAsChallenge = false } = service.script;
    const last = alter(`v=${hmac(hmac(salted, 'Server Key'), message).toString('base64')}`, 'final');
    const isRight = final.endsWith(`,p=${proof}`);
    if (isRight && finalAsChallenge)
      this.send(xml('challenge', { xmlns: ns.sasl }, Buffer.from(last).toString('base64')));
    else this.decide(isRight, last);
  }

  private decide(isRight: boolean, data: string): void {
    if (isRight) this.succeed(data);
    else this.send(xml('failure', { xmlns: ns.sasl }, xml('not-authorized')));
  }

  private succeed(data: string): void {
    this.isSignedIn = true;
    this.reader = new StreamReader();
    this.send(xml('success', { xmlns: ns.sasl }, Buffer.from(data).toString('base64')));
  }
}
