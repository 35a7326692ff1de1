import { type JSX, Show } from 'solid-js';
import { setThemeChoice, type ThemeChoice, themeChoice } from '../../preferences.ts';
import { signOut } from '../../session.ts';
import { Choice } from '../../ui/choice.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { inWords, words } from '../../words/words.ts';
import type { Alarm } from './alarm.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

const THEMES: readonly ThemeChoice[] = ['auto', 'light', 'dark'];

/** Who we are, and how this phone behaves. */
export const CrewScreen = (props: { readonly alarm: Alarm }): JSX.Element => {
  const { scope, crew, outbox } = useJob();
  const t = () => words().crew.me;
  const ours = () => scope.crew(crew);
  return (
    <Screen head={<StateHead title={t().title} />}>
      <section>
        <p class={styles.name}>{inWords(ours()?.name ?? scope.user.name)}</p>
        <p class={styles.under}>{inWords(scope.user.name)}</p>
      </section>
      <ShowHeld when={ours()}>
        {(ours) => (
          <dl class={styles.facts}>
            <dt>{t().vehicle}</dt>
            <dd>
              {ours().vehicle.plate} · {inWords(ours().vehicle.kind)}
            </dd>
            <dt>{t().base}</dt>
            <dd>{inWords(ours().base.name)}</dd>
            <dt>{t().persons}</dt>
            <dd>{words().common.people(ours().persons)}</dd>
            <dt>{t().certificates}</dt>
            <dd>
              {ours()
                .certificates.map((certificate) => words().vocabulary.certificate[certificate])
                .join(words().crew.comma)}
            </dd>
          </dl>
        )}
      </ShowHeld>
      <section class={styles.item}>
        <div>
          <p class={styles.strong}>{t().sound}</p>
          <p class={styles.label}>{props.alarm.armed() ? words().crew.soundOn : words().crew.silent}</p>
        </div>
        <button
          type="button"
          class={styles.small}
          onClick={() => void props.alarm.arm().then(() => props.alarm.test())}
        >
          {words().crew.soundTest}
        </button>
      </section>
      <Choice
        label={t().theme}
        options={THEMES.map((value) => ({ value, label: t().themes[value] }))}
        value={themeChoice()}
        onChange={setThemeChoice}
      />
      <div class={styles.row}>
        <LanguageSwitch />
        <button type="button" class={styles.small} onClick={() => void signOut()}>
          {words().common.signOut}
        </button>
      </div>
      <Show when={outbox.waiting().length > 0}>
        <p class={styles.late}>{t().unsent(outbox.waiting().length)}</p>
      </Show>
    </Screen>
  );
};
