<?php
// Installs WordPress as its own page of installation does, and adds an author to the administrator.
$database = new mysqli( null, 'root', '', null, 0, getenv( 'MACHI_PLAN_SOCKET' ) );
$database->query( 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
// A mail to nobody would only be a message that there is no mail here.
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( '試験市', 'administrator', 'administrator@example.jp', false, '', wp_generate_password() );
$author = wp_insert_user(
	array(
		'user_login' => 'author',
		'user_pass'  => wp_generate_password(),
		'user_email' => 'author@example.jp',
		'role'       => 'author',
	)
);
echo wp_json_encode( array( 'version' => get_bloginfo( 'version' ), 'author' => $author ) );
