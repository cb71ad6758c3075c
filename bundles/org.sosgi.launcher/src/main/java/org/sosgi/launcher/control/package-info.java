/**
 * How {@code sosgi NAME …} talks to a running agent. The launcher shares this package with the control bundle through
 * the framework.
 */
@Export
@Version("1.0.0")
package org.sosgi.launcher.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
