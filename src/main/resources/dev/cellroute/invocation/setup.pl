# What a Perl kernel needs to answer requests; run once, before the notebook's own cells. All of it is in the core.
package Cellroute;

use strict;
use warnings;
use JSON::PP ();
use MIME::Base64 ();

# The document as UTF-8 bytes, as decode_json takes them.
sub request { return MIME::Base64::decode_base64(join '', @_) }

# Prints what a cell left in $RESPONSE, framed by the nonce, on a line of its own.
sub respond {
    my ($response, $nonce) = @_;
    return unless defined $response;
    my $json = eval { JSON::PP->new->utf8->allow_nonref->canonical->encode($response) };
    my $payload = defined $json ? 'r' . base64($json) : 'e' . base64(reason($@));
    print 'cellroute-', $nonce, ':', $payload, ':', $nonce, "\n";
    return;
}

sub base64 { return MIME::Base64::encode_base64($_[0], '') }

# Without the place in this file.
sub reason {
    my ($reason) = @_;
    $reason =~ s/ at \S+ line \d+\.?\s*\z//;
    utf8::encode($reason);
    return $reason;
}

package main;
1;
