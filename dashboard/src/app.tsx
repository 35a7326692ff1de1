import { Route, Router } from '@solidjs/router';
import { ErrorBoundary, type JSX, lazy, Suspense } from 'solid-js';
import { AtOperation } from './at-operation.tsx';
import { keepDemoToken } from './demo-link.ts';
import { Broken } from './pages/broken.tsx';
import { Home } from './pages/home.tsx';
import { askSession } from './session.ts';
import { Notice } from './ui/notice.tsx';
import { ToastRegion } from './ui/toast.tsx';
import { words } from './words/words.ts';

const Console = lazy(() => import('./pages/console/console-page.tsx'));
const Crew = lazy(() => import('./pages/crew/crew-page.tsx'));
const Setup = lazy(() => import('./pages/setup/setup-page.tsx'));
const SignIn = lazy(() => import('./pages/sign-in/sign-in-page.tsx'));
const Wall = lazy(() => import('./pages/wall/wall-page.tsx'));

const Loading = (): JSX.Element => <Notice busy title={words().common.loading} />;

/** All pages of the dashboard. Each is its own file for the browser, so that a phone never loads the map of the wall. */
export const App = (): JSX.Element => {
  const address = keepDemoToken(window.location.href, () => localStorage);
  if (address !== null) window.history.replaceState(null, '', address);
  void askSession();
  return (
    <ErrorBoundary fallback={(error: unknown) => <Broken error={error} />}>
      <Router root={(props) => <Suspense fallback={<Loading />}>{props.children}</Suspense>}>
        <Route path="/" component={Home} />
        <Route path="/sign-in" component={SignIn} />
        <Route path="/setup" component={Setup} />
        <Route
          path="/console/:operation?"
          component={() => (
            <AtOperation page="console">
              <Console />
            </AtOperation>
          )}
        />
        <Route
          path="/crew/:operation?"
          component={() => (
            <AtOperation page="crew">
              <Crew />
            </AtOperation>
          )}
        />
        <Route
          path="/wall/:operation?"
          component={() => (
            <AtOperation page="wall">
              <Wall />
            </AtOperation>
          )}
        />
        <Route path="*" component={() => <Notice title={words().common.page.missing} />} />
      </Router>
      <ToastRegion />
    </ErrorBoundary>
  );
};
