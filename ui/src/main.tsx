import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './mantine.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { followForeignLinks } from './state/foreignLinks';

followForeignLinks();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
