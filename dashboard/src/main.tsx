import './no-eval.ts';
import '@fontsource-variable/noto-sans-sc/wght.css';
import './tokens.css';
import './base.css';
import { must } from '@relight/shared/must';
import { render } from 'solid-js/web';
import { guardKeys } from './ui/keys.ts';

guardKeys(window);

// Asked for only now: what a bundle holds is run in the order of its pieces, and no schema may be made before the first import above.
const { App } = await import('./app.tsx');
render(() => <App />, must(document.getElementById('root'), 'the root element of index.html'));
