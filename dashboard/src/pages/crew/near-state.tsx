import { type JSX, Match, Switch } from 'solid-js';
import { words } from '../../words/words.ts';
import type { Near } from './near.ts';

/** What a list of things nearby rests on, where that is not simply what is around now. */
export const NearState = (props: { readonly near: Near | undefined }): JSX.Element => (
  <Switch>
    <Match when={props.near?.as === 'unknown'}>
      <p role="status">{words().crew.near.unknown}</p>
    </Match>
    <Match when={props.near?.as === 'before'}>
      <p role="status">{words().crew.near.before}</p>
    </Match>
    <Match when={props.near?.found.length === 0}>
      <p role="status">{words().network.crew.nothing}</p>
    </Match>
  </Switch>
);
