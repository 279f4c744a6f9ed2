<?php
// What a vendor adds to the template of a site: one script in every page. `template=0` in the address leaves it out, so
// that one article can be looked at on a site with it and on a site without it.
add_action(
	'wp_enqueue_scripts',
	function () {
		if ( '0' !== ( $_GET['template'] ?? '1' ) ) {
			wp_enqueue_script( 'machi-plan', '/machi-plan/machi-plan.js', array(), null, true );
		}
	}
);
