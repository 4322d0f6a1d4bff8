import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { SearchIcon } from '../../../components/icons';

// Long enough that a word is searched for once, short enough to feel at once.
const pauseMillis = 150;

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly search: (text: string) => void;
}

/** Takes what is typed and searches for it after a short pause. */
export function SearchField({ label, value, search }: SearchFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => search(text), pauseMillis);
    return () => clearTimeout(timer);
  }, [text, value, search]);
  return (
    <TextInput
      data-autofocus
      size="sm"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon size={14} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
