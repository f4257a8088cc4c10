import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

interface MenuItem {
  readonly name: string
  readonly detail?: string
  /** Set in a menu where one of the items is the current one. */
  readonly checked?: boolean
  readonly run: () => void
}

interface MenuProps {
  readonly label: string
  readonly face: ReactNode
  readonly items: readonly MenuItem[]
  readonly className?: string
  readonly title?: string
}

/** A button with a menu: arrow keys move, Escape and a click elsewhere close, focus returns to the button. */
export const Menu = ({ label, face, items, className, title }: MenuProps): ReactNode => {
  const [open, setOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!open) return undefined
    list.current?.querySelector('button')?.focus()
    list.current?.scrollIntoView({ block: 'nearest' })
    const leave = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [open])

  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') setOpen(false)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
      const at = buttons.findIndex((one) => one === document.activeElement)
      const step = event.key === 'ArrowDown' ? 1 : -1
      buttons[(at + step + buttons.length) % buttons.length]?.focus()
    }
  }

  return (
    <div className="menu-root" ref={root}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={title ?? label}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open ? (
        <div
          id={id}
          ref={list}
          className="menu"
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              onClick={() => {
                close()
                item.run()
              }}
            >
              <span className="menu-name">{item.name}</span>
              {item.detail ? <small>{item.detail}</small> : null}
            </button>
          ))}
          {items.length === 0 ? <p className="menu-empty">Nothing here</p> : null}
        </div>
      ) : null}
    </div>
  )
}
