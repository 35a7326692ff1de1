import { Worker } from 'node:worker_threads';
import type { NetworkModel } from '@relight/shared/network/model';
import type { Ranges } from '@relight/shared/network/ranges';
import type { MultiPolygon } from 'geojson';
import { askedThread } from '../threads/asked-thread.ts';
import type { DrawingAnswer, DrawingOrder } from './area-worker.ts';

/** One area that is to be drawn. */
export type Drawing = {
  readonly model: NetworkModel;
  readonly ranges: Ranges;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
};

/** Draws areas in a thread of its own, one at a time: the second question is asked when the first is answered. */
export type AreaDrawing = {
  /** Undefined when nobody waited for it any more. Rejects when it cannot be drawn. */
  draw(drawing: Drawing): Promise<MultiPolygon | undefined>;
  close(): Promise<unknown>;
};

/** Of as many networks the thread keeps what it needs to draw. */
const KEPT_NETWORKS = 4;

/** A thread that has ended is started anew by the next question. */
export const startAreaDrawing = (): AreaDrawing => {
  let thread: Thread | undefined;
  return {
    draw(drawing) {
      thread ??= startThread(() => {
        thread = undefined;
      });
      return thread.draw(drawing);
    },
    close: async () => thread?.worker.terminate(),
  };
};

type Thread = Pick<AreaDrawing, 'draw'> & { readonly worker: Worker };

const startThread = (ended: () => void): Thread => {
  const wanted = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = openWorker(new URL('./area-worker.ts', import.meta.url), wanted);
  const thread = askedThread<DrawingOrder, DrawingAnswer>(worker, { name: 'the thread that draws areas', ended });
  /** Those the thread has, the one not asked about the longest first. */
  const sent = new Map<NetworkModel, number>();
  let numbered = 0;

  const tell = (order: DrawingOrder) => worker.postMessage(order);
  const numberOf = (model: NetworkModel): number => {
    let network = sent.get(model);
    if (network === undefined) {
      network = numbered++;
      tell({ kind: 'network', network, model: withoutTexts(model) });
    }
    sent.delete(model);
    sent.set(model, network);
    for (const [oldest, number] of sent) {
      if (sent.size <= KEPT_NETWORKS) break;
      sent.delete(oldest);
      tell({ kind: 'forget', network: number });
    }
    return network;
  };

  return {
    worker,
    draw: async ({ model, ranges, signal }) => {
      const network = numberOf(model);
      Atomics.store(wanted, 0, signal.aborted ? 0 : 1);
      const leave = () => Atomics.store(wanted, 0, 0);
      signal.addEventListener('abort', leave, { once: true });
      try {
        const answer = await thread.ask({ kind: 'draw', network, ranges });
        if ('failed' in answer) throw new Error(`an area could not be drawn: ${answer.failed}`);
        return answer.area;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
  };
};

/** In the built product the file is JavaScript; from the sources, a thread does not take over what reads TypeScript. */
const openWorker = (file: URL, workerData: Int32Array): Worker =>
  file.pathname.endsWith('.ts')
    ? new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport('${file}', '${file}'))`, {
        eval: true,
        workerData,
      })
    : new Worker(file, { workerData });

/** Ids and names, which no drawing needs, would be copied; the columns of numbers of a stored network are in memory that threads share. */
const withoutTexts = ({ version, name, source, nodes, edges, sections }: NetworkModel): NetworkModel => {
  const none = new Map<number, string>();
  return {
    version,
    name,
    source,
    feeders: [],
    nodes: { ...nodes, ids: [], names: none, namesEn: none, substations: none },
    edges: { ...edges, ids: [], names: none, namesEn: none },
    sections,
  };
};
