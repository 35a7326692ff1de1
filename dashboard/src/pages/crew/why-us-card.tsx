import type { Incident } from '@relight/shared/operation/state';
import Check from 'lucide-solid/icons/check';
import X from 'lucide-solid/icons/x';
import { createMemo, For, type JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatDistance, formatMinutes } from '../../words/format.ts';
import { inWords, words } from '../../words/words.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';
import { type WhyUs, whyUs } from './why-us.ts';

/** Why this crew was asked, and who was nearer and why not they: people go more willingly when they know. */
export const WhyUsCard = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, scope, crew } = useJob();
  const why = createMemo(() => whyUs(live.state(), props.incident, crew, scope.roster(), live.positions()));
  return (
    <ShowHeld when={why()}>
      {(why) => (
        <section class={styles.card}>
          <h3 class={styles.heading}>{words().crew.offer.why}</h3>
          <ul class={styles.ticks}>
            <For each={reasonsFor(why(), live.now())}>
              {(reason) => (
                <li class={styles.good}>
                  <Check size={20} aria-hidden="true" />
                  {reason}
                </li>
              )}
            </For>
            <ShowHeld when={why().passedOver}>
              {(other) => (
                <li>
                  <X size={20} aria-hidden="true" />
                  {passedOverText(other())}
                </li>
              )}
            </ShowHeld>
          </ul>
        </section>
      )}
    </ShowHeld>
  );
};

const reasonsFor = (why: WhyUs, now: number): readonly string[] => {
  const { offer } = words().crew;
  const names = why.certificates.map((certificate) => words().vocabulary.certificate[certificate]);
  const since = why.onDutySince === null ? null : formatMinutes((now - Date.parse(why.onDutySince)) / 60_000);
  return [
    ...(why.rank === 0 ? [] : [why.rank === 1 ? offer.nearest(why.free) : offer.rank(why.rank, why.free)]),
    offer.qualified(names.join(words().crew.comma)),
    ...(since === null ? [] : [offer.onDuty(since)]),
  ];
};

const passedOverText = ({ crew, distanceM, because }: NonNullable<WhyUs['passedOver']>): string => {
  const { offer } = words().crew;
  const name = inWords(crew);
  const distance = formatDistance(distanceM);
  if (because.kind === 'busy') return offer.nearerBusy(name, distance, words().vocabulary.crewStatus[because.status]);
  if (because.kind === 'persons') return offer.nearerFew(name, distance);
  return offer.nearerLacks(name, distance, words().vocabulary.certificate[because.certificate]);
};
