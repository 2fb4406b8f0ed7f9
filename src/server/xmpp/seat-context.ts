// What the parts of a seat share: the session that they speak to, the line to the service, and how a request is carried out there.
import type { SourceNetwork } from '../../protocol/presence/presence-user';
import type { SipUri } from '../../protocol/sip-uri';
import type { Clock } from '../base/clock';
import type { Limits } from '../base/limits';
import type { Endpoint } from '../world';
import type { Line } from './line';

export interface SeatContext {
  readonly endpoint: Endpoint;
  readonly line: Line;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: (line: string) => void;
  /** The account's own address, as the API has it. */
  readonly ownUri: SipUri;
  /** As the contact list has somebody, or as their address does. */
  nameOf(bare: string): string;
  networkOf(bare: string): SourceNetwork;
  /** At once, or as soon as the service can be reached; never, where the session ends before. */
  whenReady(run: () => void): void;
  /**
   * Carries out what needs the service, one after the other, as soon as it can be reached, and tells the result: a failure by what is
   * thrown, success before what `work` gives back is called.
   */
  carryOut(rid: string, work: () => Promise<(() => void) | undefined>): void;
}
