// What becomes of one message on its way to everybody it is for (protocol.md 1.7, 4.8): the server says that it has arrived only when
// the clients have said so.
import type { EventWatch } from '../../world';

/** `unknown`: it has gone out to somebody in an answer, and nobody will ever say whether that arrived. */
export type ReceiptOutcome = 'arrived' | 'failed' | 'unknown';

export class Receipt {
  private hasArrived = false;
  private mayHaveArrived = false;

  constructor(
    /** How many are to get it. */
    private missing: number,
    /** Called once. Who is lost on the way is not waited for. */
    private readonly onSettled: (outcome: ReceiptOutcome) => void,
  ) {}

  /** For the event of one of them. */
  watch(): EventWatch {
    return {
      onTold: () => (this.mayHaveArrived = true),
      onAcknowledged: () => {
        this.hasArrived = true;
        this.settle();
      },
      onLost: () => this.settle(),
    };
  }

  private settle(): void {
    this.missing -= 1;
    if (this.missing > 0) return;
    this.onSettled(this.hasArrived ? 'arrived' : this.mayHaveArrived ? 'unknown' : 'failed');
  }
}
