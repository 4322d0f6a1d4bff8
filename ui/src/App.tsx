import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Frame } from './frame/Frame';
import { useStrings } from './i18n';
import { pageAt } from './pages';
import { SignInAgain } from './session/SignInAgain';
import { SignInPage } from './session/SignInPage';
import { useWhoIsThere } from './session/useWhoIsThere';
import { ClockProvider } from './state/clock';
import { usePlace } from './state/location';
import { useSession } from './state/session';
import { useSettings } from './state/settings';
import { useStream } from './state/stream';
import { useCurrentSubject } from './state/subject';
import { cssVariables, theme } from './theme';

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The page's clock says when to ask again; see useApi.
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
    },
  });
}

// The server may name itself in the page it sends (`--web.page-title`).
const siteTitle = document.title;

function DocumentHead() {
  const { language } = useSettings();
  const t = useStrings();
  const page = pageAt(usePlace().path);
  const subject = useCurrentSubject();
  const isOut = useSession().kind === 'out';
  const name = isOut ? t.session.signIn : t.pages[page?.name ?? 'notFound'];
  const title = subject === '' || isOut ? name : `${subject} · ${name}`;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${title} · ${siteTitle}`;
  }, [language, title]);
  return null;
}

/** The pages, or the door before them. */
function House() {
  useWhoIsThere();
  useStream();
  const session = useSession();
  if (session.kind === 'out') return <SignInPage />;
  return (
    <>
      <Frame />
      {session.kind === 'expired' && <SignInAgain person={session.person} />}
    </>
  );
}

export function App() {
  const [client] = useState(makeQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <ClockProvider>
          <DocumentHead />
          <House />
        </ClockProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
