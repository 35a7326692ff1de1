import type { Worker } from 'node:worker_threads';

/** A thread that is asked one question at a time, and that keeps no process alive while nobody asks. */
export type AskedThread<Order, Answer> = {
  /** @throws Error when the thread has failed or ended */
  ask(order: Order): Promise<Answer>;
};

/** @param ended the thread is gone; whoever asked it is told beside this */
export const askedThread = <Order, Answer>(
  worker: Worker,
  { name, ended }: { readonly name: string; readonly ended: () => void },
): AskedThread<Order, Answer> => {
  let asked: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  const answered = (settle: (question: NonNullable<typeof asked>) => void) => {
    const question = asked;
    asked = undefined;
    worker.unref();
    if (question) settle(question);
  };
  worker.unref();
  worker.on('message', (answer: Answer) => answered(({ resolve }) => resolve(answer)));
  worker.on('error', (error) => answered(({ reject }) => reject(error)));
  worker.on('exit', () => {
    ended();
    answered(({ reject }) => reject(new Error(`${name} has ended`)));
  });
  return {
    ask: (order) => {
      worker.ref();
      return new Promise((resolve, reject) => {
        asked = { resolve, reject };
        worker.postMessage(order);
      });
    },
  };
};
