import { useEffect } from 'react';
import { request } from '../api/request';
import { noteChange } from './changes';
import { noteAnswer, noteSilence } from './connection';
import { basePath } from './location';
import { useSession } from './session';

// The server says how the services are every few seconds (`vigie.live.interval`).
const longestSilenceMillis = 60_000;
const answerWithinMillis = 10_000;
const firstPauseMillis = 500;
const longestPauseMillis = 30_000;
// Whoever begins to listen hears how things are, which for the page is nothing new.
const settlingMillis = 2_000;
const settledMillis = 5_000;

interface ServiceNow {
  readonly name?: string;
  readonly status?: string;
}

/** What of a health event is worth asking again for; its times are not. */
function healthOf(data: string): string {
  const { status, services = [] } = JSON.parse(data) as ServiceNow & {
    readonly services?: readonly ServiceNow[];
  };
  return JSON.stringify([status, services.map((each) => [each.name, each.status])]);
}

/** What was heard, so that only what differs counts as a change. */
class Heard {
  readonly #alerts = new Map<string, string>();
  #health: string | undefined;
  #settledMillis = Infinity;

  /** A new stream begins. */
  begin(): void {
    this.#alerts.clear();
    this.#settledMillis = Date.now() + settlingMillis;
  }

  alert(data: string): void {
    const { id = '', status } = JSON.parse(data) as { id?: string; status?: string };
    const known = this.#alerts.get(id);
    if (status === 'resolved') this.#alerts.delete(id);
    else this.#alerts.set(id, data);
    if (known !== data && Date.now() >= this.#settledMillis) noteChange('alert');
  }

  health(data: string): void {
    const health = healthOf(data);
    if (this.#health !== undefined && this.#health !== health) noteChange('health');
    this.#health = health;
  }
}

/** Whether the server answers at all. An ordinary question: it carries a session on, which a stream cannot. */
async function answers(signal: AbortSignal): Promise<boolean> {
  try {
    await request(`${basePath()}api/auth/me`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMillis)]),
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Listens to the server until told to stop: opens one stream, and another whenever it breaks, ever
 * more seldom while nothing answers.
 */
class Listening {
  readonly #stopped = new AbortController();
  readonly #heard = new Heard();
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMillis = firstPauseMillis;
  #openedMillis = Infinity;
  #isCurrent: boolean;

  /** @param isCurrent whether the page shows already how things are */
  constructor(isCurrent: boolean) {
    this.#isCurrent = isCurrent;
  }

  open(): void {
    const source = new EventSource(`${basePath()}api/stream?type=health`);
    this.#source = source;
    source.onopen = () => {
      this.#openedMillis = Date.now();
      this.#heard.begin();
      this.#alive();
      // What happened in between was not told.
      if (!this.#isCurrent) noteChange('alert', 'health');
      this.#isCurrent = false;
    };
    source.onerror = () => this.#broken();
    this.#on(source, 'alert', (data) => this.#heard.alert(data));
    this.#on(source, 'health', (data) => this.#heard.health(data));
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #on(source: EventSource, topic: string, take: (data: string) => void): void {
    source.addEventListener(topic, (event: MessageEvent<string>) => {
      this.#alive();
      take(event.data);
    });
  }

  /** It has said something: it must again before long. */
  #alive(): void {
    noteAnswer();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#broken(), longestSilenceMillis);
  }

  #broken(): void {
    this.#source?.close();
    clearTimeout(this.#timer);
    // One that ends as soon as it is there is not tried again and again.
    if (Date.now() - this.#openedMillis > settledMillis) this.#pauseMillis = firstPauseMillis;
    this.#openedMillis = Infinity;
    this.#timer = setTimeout(() => void this.#again(), this.#pauseMillis);
    this.#pauseMillis = Math.min(2 * this.#pauseMillis, longestPauseMillis);
  }

  async #again(): Promise<void> {
    const isThere = await answers(this.#stopped.signal);
    if (this.#stopped.signal.aborted) return;
    if (isThere) {
      noteAnswer();
      this.open();
    } else {
      noteSilence();
      this.#broken();
    }
  }
}

function followWhileVisible(): () => void {
  let listening: Listening | undefined;
  let isCurrent = true;
  const follow = () => {
    if (document.hidden) {
      listening?.stop();
      listening = undefined;
    } else if (listening === undefined) {
      listening = new Listening(isCurrent);
      isCurrent = false;
      listening.open();
    }
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    listening?.stop();
  };
}

/** Hears what the server tells by itself, for as long as the reader may and looks. */
export function useStream(): void {
  const isIn = useSession().kind === 'in';
  useEffect(() => (isIn ? followWhileVisible() : undefined), [isIn]);
}
