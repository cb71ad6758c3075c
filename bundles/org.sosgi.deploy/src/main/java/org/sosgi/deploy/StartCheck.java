package org.sosgi.deploy;

import org.osgi.framework.Bundle;

/** Looks at a bundle that has just been started. */
@FunctionalInterface
interface StartCheck {

    /** @throws RefusedException if it is started but does not work */
    void check(Bundle bundle) throws RefusedException;
}
