// Commands under way. Those of one lane follow each other, since one builds upon what the one before has done; others have no reason
// to wait, so that an answer that never comes holds nobody else up.

/** So many may be under way before the next one is read. */
const mostUnderWay = 100;

export class Lanes {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly underWay = new Set<Promise<void>>();

  /** Starts the work when its lane is free; without a lane at once. The work never rejects. Resolves when there is room for more. */
  async add(lane: string | undefined, work: () => Promise<void>): Promise<void> {
    const before = lane === undefined ? undefined : this.tails.get(lane);
    const task = before ? before.then(work) : work();
    this.underWay.add(task);
    if (lane !== undefined) this.tails.set(lane, task);
    void task.then(() => {
      this.underWay.delete(task);
      if (lane !== undefined && this.tails.get(lane) === task) this.tails.delete(lane);
    });
    // What asks nothing of the server is done before anything else begins, and told in the order in which it was asked for.
    await Promise.race([task, nextTurn()]);
    while (this.underWay.size >= mostUnderWay) await Promise.race(this.underWay);
  }

  /** Resolves when nothing is under way any more. */
  async empty(): Promise<void> {
    while (this.underWay.size > 0) await Promise.race(this.underWay);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
