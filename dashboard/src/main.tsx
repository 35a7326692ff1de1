import './no-eval.ts';
import '@fontsource-variable/noto-sans-sc/wght.css';
import './tokens.css';
import './base.css';
import { must } from '@relight/shared/must';
import { render } from 'solid-js/web';
import { App } from './app.tsx';

render(() => <App />, must(document.getElementById('root'), 'the root element of index.html'));
