'use client'

import { Component, type ReactNode } from 'react'

type Props = {
  /** When the page was rendered: with every new rendering the part is tried again. */
  renderedAtMs: number
  instead: ReactNode
  children: ReactNode
}

/** Where one part of a page cannot be loaded, the rest of it stays. Next has logged why. */
export class PartBoundary extends Component<Props, { failed: boolean }> {
  state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  componentDidUpdate({ renderedAtMs }: Props) {
    if (this.state.failed && renderedAtMs !== this.props.renderedAtMs) this.setState({ failed: false })
  }

  render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
