/**
 * What the command line hands to bundles as a service, because a framework property would be seen by too many. The launcher shares
 * this package with the config bundle through the framework.
 */
@Export
@Version("1.0.0")
package org.sosgi.launcher.options;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
