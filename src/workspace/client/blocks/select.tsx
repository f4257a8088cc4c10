import { useState, type ReactNode } from 'react'
import type { Boot } from '../../client-api.ts'
import { ConfirmDialog } from '../dialog.tsx'
import { number, record, records, string, strings, words, type Json } from '../json.ts'
import { useWorkspace } from '../workspace.tsx'
import { useSurface, type ElementProps } from './surface.ts'
import { useElement } from './use-element.ts'

interface Entry {
  readonly id: string
  readonly name: string
  /** What the value of the element becomes: an option's JSON, or the id of a person or channel. */
  readonly value: unknown
}

interface EntryGroup {
  readonly label: string | undefined
  readonly entries: readonly Entry[]
}

/** All select menus: static, external, users, channels and conversations, single and multi. */
export const Select = (props: ElementProps): ReactNode => {
  const { element } = props
  const { boot } = useWorkspace().state
  const control = useElement(props)
  const type = string(element['type'])
  const isMulti = type.startsWith('multi_')
  const isExternal = type.endsWith('external_select')
  const chosen = (isMulti ? (control.value as readonly unknown[]) : [control.value]).filter(
    (one) => one !== null,
  )
  const groups = groupsOf(element, type.replace(/^multi_/, ''), boot)
  const known = groups.flatMap((group) => group.entries)
  const entries = chosen.map((one) => entryOf(one, known))
  const maximum = number(element['max_selected_items'])
  const isFull = maximum !== undefined && entries.length >= maximum

  const add = (entry: Entry): void =>
    control.choose(isMulti ? [...chosen, entry.value] : entry.value)
  const shared = { ...props, groups, entries, add }

  return (
    <div className="select">
      {isMulti && entries.length > 0 ? (
        <ul className="chips" aria-label={`${props.label}: chosen`}>
          {entries.map((entry) => (
            <li key={entry.id} className="chip">
              {entry.name}
              <button
                type="button"
                aria-label={`Remove ${entry.name}`}
                onClick={() =>
                  control.choose(chosen.filter((one) => entryOf(one, known).id !== entry.id))
                }
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {isMulti && isFull ? (
        <small>{`${maximum} of ${maximum} chosen`}</small>
      ) : isExternal ? (
        <Search {...shared} isMulti={isMulti} clear={() => control.choose(null)} />
      ) : isMulti ? (
        <AddOne {...shared} />
      ) : (
        <PickOne {...shared} clear={() => control.choose(null)} />
      )}
      {control.asking === undefined ? null : (
        <ConfirmDialog confirm={control.asking} answer={control.answer} />
      )}
    </div>
  )
}

interface PickProps extends ElementProps {
  readonly groups: readonly EntryGroup[]
  readonly entries: readonly Entry[]
  readonly add: (entry: Entry) => void
}

const PickOne = ({
  groups,
  entries,
  add,
  clear,
  ...props
}: PickProps & { readonly clear: () => void }): ReactNode => {
  const selected = entries[0]
  const known = groups.flatMap((group) => group.entries)
  const isForeign = selected !== undefined && !known.some((entry) => entry.id === selected.id)
  return (
    <select
      id={props.inputId}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      value={selected?.id ?? ''}
      onChange={(event) => {
        const entry = known.find((one) => one.id === event.target.value)
        if (entry === undefined) clear()
        else add(entry)
      }}
    >
      <option value="" disabled={selected !== undefined && props.optional !== true}>
        {words(props.element['placeholder']) || 'Select an option'}
      </option>
      {isForeign ? <option value={selected.id}>{selected.name}</option> : null}
      <Options groups={groups} />
    </select>
  )
}

/** A menu that is always at its placeholder: each choice goes to the chips above it. */
const AddOne = ({ groups, entries, add, ...props }: PickProps): ReactNode => {
  const isLeft = (entry: Entry): boolean => !entries.some((one) => one.id === entry.id)
  const left = groups.map((group) => ({ ...group, entries: group.entries.filter(isLeft) }))
  return (
    <select
      id={props.inputId}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      value=""
      onChange={(event) => {
        const entry = left
          .flatMap((group) => group.entries)
          .find((one) => one.id === event.target.value)
        if (entry !== undefined) add(entry)
      }}
    >
      <option value="">{words(props.element['placeholder']) || 'Add an option'}</option>
      <Options groups={left} />
    </select>
  )
}

const Options = ({ groups }: { readonly groups: readonly EntryGroup[] }): ReactNode =>
  groups.map((group, index) => {
    const options = group.entries.map((entry) => (
      <option key={entry.id} value={entry.id}>
        {entry.name}
      </option>
    ))
    return group.label === undefined ? (
      options
    ) : (
      <optgroup key={index} label={group.label}>
        {options}
      </optgroup>
    )
  })

/** The options of an external select come from the app, as the person types. */
const Search = ({
  entries,
  add,
  isMulti,
  clear,
  ...props
}: PickProps & { readonly isMulti: boolean; readonly clear: () => void }): ReactNode => {
  const { actions } = useWorkspace()
  const surface = useSurface()
  const [query, setQuery] = useState<string>()
  const [found, setFound] = useState<readonly Entry[]>([])
  const minimum = number(props.element['min_query_length']) ?? 3
  const selected = isMulti ? undefined : entries[0]

  const search = async (text: string): Promise<void> => {
    setQuery(text)
    if (Array.from(text).length < minimum) return setFound([])
    const actionId = string(props.element['action_id'])
    const options = await actions.suggest(surface.container, props.blockId, actionId, text)
    return setFound(options.map(optionEntry))
  }

  return (
    <div className="search">
      <input
        id={props.inputId}
        type="text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${props.blockId}-found`}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        placeholder={words(props.element['placeholder']) || 'Type to search'}
        value={query ?? selected?.name ?? ''}
        onChange={(event) => {
          if (event.target.value === '' && selected !== undefined) clear()
          void search(event.target.value)
        }}
        onFocus={() => {
          if (minimum === 0) void search('')
        }}
      />
      <ul id={`${props.blockId}-found`} role="listbox" aria-label={`${props.label}: found`}>
        {found.map((entry) => (
          <li key={entry.id} role="option" aria-selected={false}>
            <button
              type="button"
              onClick={() => {
                add(entry)
                setFound([])
                setQuery(undefined)
              }}
            >
              {entry.name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const optionEntry = (option: Json): Entry => ({
  id: string(option['value']),
  name: words(option['text']),
  value: option,
})

const entryOf = (value: unknown, known: readonly Entry[]): Entry => {
  const option = record(value)
  const id = option === undefined ? string(value) : string(option['value'])
  return (
    known.find((one) => one.id === id) ??
    (option === undefined ? { id, name: id, value } : optionEntry(option))
  )
}

const groupsOf = (element: Json, kind: string, boot: Boot): readonly EntryGroup[] => {
  switch (kind) {
    case 'users_select':
      return [{ label: undefined, entries: boot.people.map(personEntry) }]
    case 'channels_select':
      return [{ label: undefined, entries: channelEntries(boot, ['public']) }]
    case 'conversations_select':
      return [{ label: undefined, entries: channelEntries(boot, conversationKinds(element)) }]
    default: {
      const groups = records(element['option_groups'])
      if (groups.length === 0)
        return [{ label: undefined, entries: records(element['options']).map(optionEntry) }]
      return groups.map((group) => ({
        label: words(group['label']),
        entries: records(group['options']).map(optionEntry),
      }))
    }
  }
}

const personEntry = (person: Boot['people'][number]): Entry => ({
  id: person.id,
  name: person.realName,
  value: person.id,
})

/** `filter.include` of a conversations select: without it, everything the person may see. */
const conversationKinds = (element: Json): readonly string[] => {
  const included = strings(record(element['filter'])?.['include'])
  return included.length === 0 ? ['public', 'private', 'im'] : included
}

const channelEntries = (boot: Boot, kinds: readonly string[]): readonly Entry[] =>
  boot.channels
    .filter((channel) => kinds.includes(channel.kind) && !channel.isArchived)
    .map((channel) => {
      const other = boot.people.find((person) => person.id === channel.withUser)
      const name = channel.kind === 'im' ? (other?.realName ?? channel.name) : `#${channel.name}`
      return { id: channel.id, name, value: channel.id }
    })
