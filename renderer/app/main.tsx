import './styles/main.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HostProvider } from '#renderer/host-client/host.tsx';
import { ShellProvider } from '#renderer/shell/shell.tsx';
import { pageNonce } from '#renderer/ui/nonce.ts';
import { App, THEME_KEY } from './app.tsx';
import { boot } from './boot.ts';
import { ErrorBoundary } from './error-boundary.tsx';

// Read by the scroll lock that dialogs use (get-nonce), which makes a <style> of its own.
Object.assign(globalThis, { __webpack_nonce__: pageNonce() });

document.documentElement.dataset.theme = localStorage.getItem(THEME_KEY) === 'light' ? 'light' : 'dark';

const { host, shell } = boot();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <ShellProvider shell={shell}>
        <HostProvider host={host}>
          <App />
        </HostProvider>
      </ShellProvider>
    </ErrorBoundary>
  </StrictMode>,
);
