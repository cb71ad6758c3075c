/**
 * Only what a pinned key signed runs: the keys, how content is verified, and the gate in the framework's resolver. The launcher shares
 * this package with the deploy bundle through the framework.
 */
@Export
@Version("1.0.0")
package org.sosgi.launcher.trust;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
