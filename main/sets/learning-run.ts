type Learn = (signal: AbortSignal) => Promise<void>;

/** The one learning that runs at a time, whoever began it. */
export class LearningRun {
  private readonly ending: AbortSignal;
  private running: Promise<void> | null = null;
  private stopper = new AbortController();
  private isDeclined = false;

  /** @param ending Aborts with the program. */
  constructor(ending: AbortSignal) {
    this.ending = ending;
  }

  /** One that runs already goes on for whoever asked for it first. */
  begin(learn: Learn, signal?: AbortSignal): Promise<void> {
    this.isDeclined = false;
    if (this.running !== null) return this.running;
    this.stopper = new AbortController();
    const signals = [this.ending, this.stopper.signal, ...(signal === undefined ? [] : [signal])];
    this.running = learn(AbortSignal.any(signals)).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Begins by itself, unless one runs or the user stopped one. @param onProblem Not told of a stop. */
  beginUnasked(learn: Learn, onProblem: (error: unknown) => void): void {
    if (this.running !== null || this.isDeclined) return;
    this.begin(learn).catch((error: unknown) => (this.isDeclined ? undefined : onProblem(error)));
  }

  /** It does not begin by itself again in this run of the program. */
  stop(): void {
    this.isDeclined = true;
    this.stopper.abort();
  }

  /** Resolves when none runs any more. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.running]);
  }
}
