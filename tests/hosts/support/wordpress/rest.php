<?php
// Sends requests to WordPress's REST interface under a user, as the editor does: that installs the filters of the user's
// role and checks what the user may do. Reads them from standard input, writes the answers to standard output.
require $argv[1] . '/wp-load.php';
$answers = array();
foreach ( json_decode( stream_get_contents( STDIN ), true ) as $asked ) {
	wp_set_current_user( get_user_by( 'login', $asked['user'] )->ID );
	$request = new WP_REST_Request( 'POST', $asked['route'] );
	foreach ( $asked['headers'] ?? array() as $name => $value ) {
		$request->set_header( $name, $value );
	}
	if ( isset( $asked['file'] ) ) {
		$request->set_body( file_get_contents( $asked['file'] ) );
	} else {
		$request->set_body_params( $asked['fields'] );
	}
	$response  = rest_do_request( $request );
	$answers[] = array( 'status' => $response->get_status(), 'data' => $response->get_data() );
}
echo wp_json_encode( $answers );
