/**
 * Crash reports: what ended the agent, or went wrong unseen in one of its threads, as a file that can be handed on without secrets. The
 * launcher shares this package with the control bundle through the framework.
 */
@Export
@Version("1.0.0")
package org.sosgi.launcher.crash;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
