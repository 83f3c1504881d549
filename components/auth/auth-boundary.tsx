"use client";

import { Component, type ReactNode } from "react";
import { Unavailable } from "./unavailable";

/** Shows an error instead of an empty page when the sign-in library breaks. */
export class AuthBoundary extends Component<{ children: ReactNode }, { broken: string | null }> {
  override state = { broken: null };

  static getDerivedStateFromError(error: Error) {
    return { broken: error.message };
  }

  override render() {
    return this.state.broken === null ? this.props.children : <Unavailable reason={this.state.broken} />;
  }
}
