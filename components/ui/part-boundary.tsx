'use client'

import { Component, type ReactNode } from 'react'

/** Where one part of a page cannot be loaded, the rest of it stays. Next has logged why. */
export class PartBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
